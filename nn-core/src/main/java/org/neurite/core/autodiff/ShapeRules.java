package org.neurite.core.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** Gradients of reductions and of operations that move elements. */
final class ShapeRules {
  private ShapeRules() {}

  static void reduce(Reduction.Reduce op, Backward b) {
    b.give(
        0,
        () -> {
          Tensor x = b.input(0);
          Shape kept = kept(x.shape(), op.axes());
          Tensor g = b.gradient().reshape(kept);
          if (op.kind() == Reduction.Kind.SUM) {
            return g.broadcastTo(x.shape());
          }
          Tensor wins = x.eq(b.output(0).reshape(kept)).cast(g.dataType());
          int[] axes = op.axes().stream().mapToInt(Integer::intValue).toArray();
          return axes.length == 0 ? g : wins.mul(g.div(wins.sumKeepDims(axes)));
        });
  }

  private static Shape kept(Shape shape, List<Integer> axes) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, Dim.ONE);
    }
    return kept;
  }

  static void transpose(ShapeOps.Transpose op, Backward b) {
    int[] inverse = new int[op.axes().size()];
    IntStream.range(0, inverse.length).forEach(i -> inverse[op.axes().get(i)] = i);
    b.give(0, () -> b.gradient().transpose(inverse));
  }

  static void broadcast(ShapeOps.Broadcast op, Backward b) {
    b.give(
        0,
        () -> {
          Shape from = b.input(0).shape();
          int lead = op.shape().rank() - from.rank();
          int[] repeated =
              IntStream.range(0, op.shape().rank())
                  .filter(i -> i < lead || !from.dim(i - lead).equals(op.shape().dim(i)))
                  .toArray();
          Tensor g = b.gradient();
          return (repeated.length == 0 ? g : g.sum(repeated)).reshape(from);
        });
  }

  static void slice(ShapeOps.Slice op, Backward b) {
    b.give(
        0,
        () -> {
          Shape from = b.input(0).shape();
          List<Dim> high = new ArrayList<>();
          List<Integer> interior = new ArrayList<>();
          for (int i = 0; i < from.rank(); i++) {
            Dim size = op.sizes().get(i);
            int step = op.steps().get(i);
            Dim covered = step == 1 ? size : Dim.of((size.size() - 1) * step + 1);
            high.add(from.dim(i).minus(op.starts().get(i)).minus(covered));
            interior.add(step - 1);
          }
          return Tensor.apply(new ShapeOps.Pad(op.starts(), high, interior, 0), b.gradient());
        });
  }

  static void pad(ShapeOps.Pad op, Backward b) {
    List<Integer> steps = op.interior().stream().map(i -> i + 1).toList();
    b.give(
        0,
        () ->
            Tensor.apply(
                new ShapeOps.Slice(op.low(), b.input(0).shape().dims(), steps), b.gradient()));
  }

  static void concat(ShapeOps.Concat op, Backward b) {
    Dim start = Dim.of(0);
    for (int i = 0; i < b.node().inputs().size(); i++) {
      Dim from = start;
      Dim size = b.input(i).dim(op.axis());
      b.give(i, () -> b.gradient().slice(op.axis(), from, size));
      start = start.plus(size);
    }
  }

  static void reverse(ShapeOps.Reverse op, Backward b) {
    int[] axes = op.axes().stream().mapToInt(Integer::intValue).toArray();
    b.give(0, () -> b.gradient().reverse(axes));
  }
}
