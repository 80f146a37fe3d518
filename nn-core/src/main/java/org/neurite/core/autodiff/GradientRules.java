package org.neurite.core.autodiff;

import java.util.HashMap;
import java.util.Map;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Custom;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.IndexOps;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;

/** The table: operation to gradient rule. */
final class GradientRules {

  /** Gives a node's operands their gradients. */
  @FunctionalInterface
  interface Rule<O extends Op> {
    void apply(O op, Backward node);
  }

  private static final Map<Class<? extends Op>, Rule<? extends Op>> RULES = table();

  private GradientRules() {}

  private static Map<Class<? extends Op>, Rule<? extends Op>> table() {
    Map<Class<? extends Op>, Rule<? extends Op>> rules = new HashMap<>();
    put(rules, Elementwise.Unary.class, ElementwiseRules::unary);
    put(rules, Elementwise.Binary.class, ElementwiseRules::binary);
    put(rules, Elementwise.Where.class, ElementwiseRules::where);
    put(
        rules,
        Elementwise.Cast.class,
        (op, b) -> b.give(0, () -> b.gradient().cast(b.input(0).dataType())));
    put(rules, Elementwise.StopGradient.class, (op, b) -> {});
    put(rules, Reduction.Reduce.class, ShapeRules::reduce);
    put(rules, Reduction.ArgMax.class, (op, b) -> {});
    put(
        rules,
        ShapeOps.Reshape.class,
        (op, b) -> b.give(0, () -> b.gradient().reshape(b.input(0).shape())));
    put(rules, ShapeOps.Transpose.class, ShapeRules::transpose);
    put(rules, ShapeOps.Broadcast.class, ShapeRules::broadcast);
    put(rules, ShapeOps.Slice.class, ShapeRules::slice);
    put(rules, ShapeOps.Pad.class, ShapeRules::pad);
    put(rules, ShapeOps.Concat.class, ShapeRules::concat);
    put(rules, ShapeOps.Reverse.class, ShapeRules::reverse);
    put(rules, LinearOps.MatMul.class, LinearRules::matmul);
    put(rules, LinearOps.Conv.class, LinearRules::conv);
    put(rules, LinearOps.ConvInputGrad.class, LinearRules::convInputGrad);
    put(rules, LinearOps.ConvWeightGrad.class, LinearRules::convWeightGrad);
    put(rules, PoolOps.MaxPick.class, LinearRules::maxPick);
    put(rules, PoolOps.MaxScatter.class, LinearRules::maxScatter);
    put(rules, PoolOps.AvgPool.class, LinearRules::avgPool);
    put(rules, PoolOps.AvgPoolGrad.class, LinearRules::avgPoolGrad);
    put(rules, IndexOps.Gather.class, LinearRules::gather);
    put(rules, IndexOps.ScatterAdd.class, LinearRules::scatterAdd);
    put(rules, Scan.class, BodyRules::scan);
    put(rules, Composite.class, BodyRules::composite);
    put(rules, Custom.class, BodyRules::custom);
    return Map.copyOf(rules);
  }

  private static <O extends Op> void put(
      Map<Class<? extends Op>, Rule<? extends Op>> rules, Class<O> type, Rule<O> rule) {
    rules.put(type, rule);
  }

  /** Applies the rule of the node's operation; leaves need none. */
  static void apply(Backward node) {
    Op op = node.node().op();
    if (!node.node().inputs().isEmpty()) {
      applyTyped(op, node);
    }
  }

  @SuppressWarnings("unchecked") // the table pairs each class with a rule of that class
  private static <O extends Op> void applyTyped(O op, Backward node) {
    Rule<O> rule = (Rule<O>) RULES.get(op.getClass());
    if (rule == null) {
      throw new ShapeException(
          Problem.of(ErrorCode.NO_GRADIENT)
              .at(node.node().path())
              .expected("an operation with a gradient rule")
              .found(op.name())
              .mend("differentiate before the graph is fused, or use stopGradient()"));
    }
    rule.apply(op, node);
  }
}
