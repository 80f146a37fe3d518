package org.neurite.core.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.graph.IndexOps;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/**
 * Gradients of products, convolutions, pooling and indexing: all linear, so each uses the others.
 */
final class LinearRules {
  private LinearRules() {}

  static void matmul(LinearOps.MatMul op, Backward node) {
    boolean ta = op.transposeA();
    boolean tb = op.transposeB();
    Tensor a = node.input(0);
    Tensor b = node.input(1);
    node.give(
        0,
        () -> {
          Tensor g = node.gradient();
          return ta ? b.matmul(g, tb, true) : g.matmul(b, false, !tb);
        });
    node.give(
        1,
        () -> {
          Tensor g = node.gradient();
          return tb ? g.matmul(a, true, ta) : a.matmul(g, !ta, false);
        });
  }

  static void conv(LinearOps.Conv op, Backward node) {
    Tensor x = node.input(0);
    Tensor weight = node.input(1);
    node.give(
        0,
        () -> node.gradient().convTranspose(weight, op.window(), op.groups(), spatial(x.shape())));
    node.give(
        1,
        () ->
            Tensor.apply(
                new LinearOps.ConvWeightGrad(op.window(), op.groups()), x, node.gradient()));
  }

  static void convInputGrad(LinearOps.ConvInputGrad op, Backward node) {
    Tensor g = node.input(0);
    Tensor weight = node.input(1);
    node.give(0, () -> node.gradient().conv(weight, op.window(), op.groups()));
    node.give(
        1,
        () ->
            Tensor.apply(
                new LinearOps.ConvWeightGrad(op.window(), op.groups()), node.gradient(), g));
  }

  static void convWeightGrad(LinearOps.ConvWeightGrad op, Backward node) {
    Tensor x = node.input(0);
    Tensor g = node.input(1);
    node.give(
        0, () -> g.convTranspose(node.gradient(), op.window(), op.groups(), spatial(x.shape())));
    node.give(1, () -> x.conv(node.gradient(), op.window(), op.groups()));
  }

  private static List<Integer> spatial(Shape shape) {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 2; i < shape.rank(); i++) {
      sizes.add(shape.size(i));
    }
    return sizes;
  }

  /** The place of a maximum does not move for small changes: only the picked values count. */
  static void maxPick(PoolOps.MaxPick op, Backward node) {
    node.give(
        1, () -> Tensor.apply(new PoolOps.MaxScatter(op.window()), node.input(0), node.gradient()));
  }

  static void maxScatter(PoolOps.MaxScatter op, Backward node) {
    node.give(
        1, () -> Tensor.apply(new PoolOps.MaxPick(op.window()), node.input(0), node.gradient()));
  }

  static void avgPool(PoolOps.AvgPool op, Backward node) {
    List<Integer> spatial = spatial(node.input(0).shape());
    node.give(
        0,
        () ->
            Tensor.apply(
                new PoolOps.AvgPoolGrad(op.window(), op.countPadding(), spatial), node.gradient()));
  }

  static void avgPoolGrad(PoolOps.AvgPoolGrad op, Backward node) {
    node.give(0, () -> node.gradient().avgPool(op.window(), op.countPadding()));
  }

  static void gather(IndexOps.Gather op, Backward node) {
    Tensor data = node.input(0);
    node.give(0, () -> node.gradient().scatterAdd(node.input(1), op.axis(), data.dim(op.axis())));
  }

  static void scatterAdd(IndexOps.ScatterAdd op, Backward node) {
    node.give(0, () -> node.gradient().gather(node.input(1), op.axis()));
  }
}
