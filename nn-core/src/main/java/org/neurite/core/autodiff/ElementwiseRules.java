package org.neurite.core.autodiff;

import java.util.EnumMap;
import java.util.Map;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Tensor;

/** Gradients of elementwise operations. */
final class ElementwiseRules {

  /** dL/dx from x, y = f(x) and g = dL/dy. */
  @FunctionalInterface
  private interface Derivative {
    Tensor apply(Tensor x, Tensor y, Tensor g);
  }

  private static final Map<UnaryKind, Derivative> UNARY = new EnumMap<>(UnaryKind.class);

  static {
    UNARY.put(UnaryKind.NEG, (x, y, g) -> g.neg());
    UNARY.put(UnaryKind.ABS, (x, y, g) -> g.mul(x.sign()));
    UNARY.put(UnaryKind.EXP, (x, y, g) -> g.mul(y));
    UNARY.put(UnaryKind.LOG, (x, y, g) -> g.div(x));
    UNARY.put(UnaryKind.LOG1P, (x, y, g) -> g.div(x.add(1)));
    UNARY.put(UnaryKind.EXPM1, (x, y, g) -> g.mul(y.add(1)));
    UNARY.put(UnaryKind.SQRT, (x, y, g) -> g.mul(0.5).div(y));
    UNARY.put(UnaryKind.RSQRT, (x, y, g) -> g.mul(-0.5).mul(y.square().mul(y)));
    UNARY.put(UnaryKind.SIN, (x, y, g) -> g.mul(x.cos()));
    UNARY.put(UnaryKind.COS, (x, y, g) -> g.mul(x.sin()).neg());
    UNARY.put(UnaryKind.TANH, (x, y, g) -> g.mul(y.square().neg().add(1)));
    UNARY.put(UnaryKind.SIGMOID, (x, y, g) -> g.mul(y.mul(y.neg().add(1))));
    UNARY.put(
        UnaryKind.ERF, (x, y, g) -> g.mul(x.square().neg().exp().mul(2 / Math.sqrt(Math.PI))));
  }

  private ElementwiseRules() {}

  /** FLOOR, SIGN and NOT are flat: no entry, no gradient. */
  static void unary(Elementwise.Unary op, Backward b) {
    Derivative derivative = UNARY.get(op.kind());
    if (derivative != null) {
      b.give(0, () -> derivative.apply(b.input(0), b.output(0), b.gradient()));
    }
  }

  static void binary(Elementwise.Binary op, Backward node) {
    Tensor a = node.input(0);
    Tensor b = node.input(1);
    switch (op.kind()) {
      case ADD -> give(node, node.gradient(), node.gradient());
      case SUB -> {
        node.give(0, node::gradient);
        node.give(1, () -> node.gradient().neg());
      }
      case MUL -> {
        node.give(0, () -> node.gradient().mul(b));
        node.give(1, () -> node.gradient().mul(a));
      }
      case DIV -> {
        node.give(0, () -> node.gradient().div(b));
        node.give(1, () -> node.gradient().mul(node.output(0)).div(b).neg());
      }
      case POW -> pow(node, a, b);
      case MIN -> choose(node, node.output(0).lt(b));
      case MAX -> choose(node, node.output(0).gt(b));
      default -> {}
    }
  }

  private static void give(Backward node, Tensor toA, Tensor toB) {
    node.give(0, () -> toA);
    node.give(1, () -> toB);
  }

  private static void pow(Backward node, Tensor a, Tensor b) {
    node.give(0, () -> node.gradient().mul(b.mul(a.pow(b.sub(1)))));
    Tensor positive = a.gt(0);
    node.give(
        1,
        () -> {
          Tensor log = positive.where(positive.where(a, a.filled(1)).log(), a.filled(0));
          return node.gradient().mul(node.output(0)).mul(log);
        });
  }

  /**
   * The gradient goes to a where it was chosen, else (ties too) to b. Comparing the result instead
   * of a with b says the same, and a need not be kept for the backward pass.
   */
  private static void choose(Backward node, Tensor takesA) {
    Tensor g = node.gradient();
    Tensor zero = g.constant(0);
    node.give(0, () -> takesA.where(g, zero));
    node.give(1, () -> takesA.where(zero, g));
  }

  static void where(Elementwise.Where op, Backward node) {
    Tensor g = node.gradient();
    Tensor zero = g.constant(0);
    node.give(1, () -> node.input(0).where(g, zero));
    node.give(2, () -> node.input(0).where(zero, g));
  }
}
