package org.neurite.core.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Custom;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.Tensor;

/** Gradients of operations that have a body: composites and loops. */
final class BodyRules {
  private BodyRules() {}

  static void composite(Composite op, Backward node) {
    if (op.gradient().isPresent()) {
      own(op.gradient().get(), node);
      return;
    }
    Map<Integer, Tensor> upstream = upstream(node, op.body().outputs().size());
    List<Integer> wanted = wanted(node);
    List<Tensor> gradients = Gradients.ofBody(op.body(), node.inputs(), upstream, wanted);
    for (int i = 0; i < wanted.size(); i++) {
      Tensor gradient = gradients.get(i);
      node.give(wanted.get(i), () -> gradient);
    }
  }

  /** Only its author knows how gradients flow. */
  static void custom(Custom op, Backward node) {
    own(
        op.definition()
            .gradient()
            .orElseThrow(
                () ->
                    new ShapeException(
                        Problem.of(ErrorCode.NO_GRADIENT)
                            .at("gradient of " + op.name() + " in layer " + node.node().path())
                            .expected("an operation with a gradient")
                            .found("one without")
                            .mend("override gradient(), or stop with stopGradient() before it"))),
        node);
  }

  private static Map<Integer, Tensor> upstream(Backward node, int outputs) {
    Map<Integer, Tensor> upstream = new HashMap<>();
    for (int i = 0; i < outputs; i++) {
      Optional<Tensor> gradient = node.gradient(i);
      if (gradient.isPresent()) {
        upstream.put(i, gradient.get());
      }
    }
    return upstream;
  }

  private static List<Integer> wanted(Backward node) {
    return IntStream.range(0, node.node().inputs().size()).filter(node::wants).boxed().toList();
  }

  private static void own(Composite.Gradient gradient, Backward node) {
    List<Tensor> outputs = new ArrayList<>();
    List<Tensor> upstream = new ArrayList<>();
    for (int i = 0; i < node.node().outputs().size(); i++) {
      Tensor output = node.output(i);
      outputs.add(output);
      upstream.add(node.gradient(i).orElseGet(() -> output.filled(0)));
    }
    List<Tensor> given = gradient.apply(node.inputs(), outputs, upstream);
    List<Integer> floating =
        IntStream.range(0, node.node().inputs().size())
            .filter(i -> node.input(i).dataType().isFloating())
            .boxed()
            .toList();
    require(
        given.size() == floating.size(),
        node,
        floating.size() + " gradients, one per floating-point operand",
        given.size());
    for (int i = 0; i < given.size(); i++) {
      Tensor tensor = given.get(i);
      require(
          tensor.type().equals(node.input(floating.get(i)).type()),
          node,
          "gradient " + i + " of type " + node.input(floating.get(i)).type(),
          tensor.type());
      node.give(floating.get(i), () -> tensor);
    }
  }

  private static void require(boolean holds, Backward node, String expected, Object found) {
    if (!holds) {
      throw new ShapeException(
          Problem.of(ErrorCode.NO_GRADIENT)
              .at("gradient of " + node.node().op().name() + " in layer " + node.node().path())
              .expected(expected)
              .found(String.valueOf(found))
              .mend("return one gradient per floating-point operand, of the operand's shape"));
    }
  }

  /**
   * A loop's gradient is a loop in the opposite direction. It carries the gradients of the carries
   * and sums those of captured values; each step computes the body again from the carries' history.
   */
  static void scan(Scan op, Backward node) {
    ScanGradient gradient = new ScanGradient(op, node);
    Loops.Step result =
        Loops.scan(
            op.length(), gradient.carries(), gradient.scanned(), !op.reverse(), gradient::step);
    gradient.give(result);
  }
}
