package org.neurite.testkit.gradient;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.GradientCheck;

class MovementGradientTest {
  private static final Shape BATCH = Shape.batchOf(3, 4);

  @Test
  void reshape() {
    GradientCheck.of(x -> x.get(0).square().reshape(Shape.of(Dim.batch(3), Dim.of(4))))
        .input(BATCH)
        .checkTwice();
    GradientCheck.of(x -> x.get(0).flatten(1).mul(x.get(1)))
        .input(BATCH)
        .input(Shape.of(12))
        .check();
    GradientCheck.of(x -> x.get(0).reshape(Shape.of(1, 1)).exp()).input(Shape.SCALAR).check();
  }

  @Test
  void transpose() {
    GradientCheck.of(x -> x.get(0).transpose(2, 0, 1).square()).input(BATCH).checkTwice();
    GradientCheck.of(x -> x.get(0).transpose().mul(x.get(0))).input(Shape.of(3, 3)).checkTwice();
  }

  @Test
  void broadcast() {
    GradientCheck.of(x -> x.get(0).square().broadcastTo(BATCH)).input(Shape.of(3, 1)).checkTwice();
    GradientCheck.of(x -> x.get(0).square().broadcastTo(BATCH)).input(Shape.batchOf(1, 4)).check();
    GradientCheck.of(x -> x.get(0).exp().broadcastTo(Shape.of(2, 3))).input(Shape.SCALAR).check();
    GradientCheck.of(x -> x.get(0).exp().broadcastTo(Shape.of(2, 1))).input(Shape.of(1, 1)).check();
  }

  @Test
  void slice() {
    GradientCheck.of(x -> x.get(0).slice(2, 1, 2).square()).input(BATCH).checkTwice();
    GradientCheck.of(x -> x.get(0).slice(1, Dim.of(0), Dim.of(2), 2).exp()).input(BATCH).check();
    GradientCheck.of(x -> x.get(0).slice(0, Dim.of(1), Dim.of(3), 3).exp())
        .input(Shape.of(10, 2))
        .checkTwice();
  }

  @Test
  void sliceOfTheBatch() {
    Shape twice = Shape.of(Dim.batch(3), Dim.of(2));
    GradientCheck.of(x -> x.get(0).slice(0, Dim.N, Dim.N).square()).input(twice).checkTwice();
    GradientCheck.of(x -> x.get(0).slice(0, Dim.batch(2), Dim.N).square()).input(twice).check();
    GradientCheck.of(x -> x.get(0).slice(0, Dim.of(0), Dim.batch(2)).square()).input(twice).check();
  }

  @Test
  void pad() {
    GradientCheck.of(x -> x.get(0).square().pad(1, 2, 1, 5)).input(BATCH).checkTwice();
    ShapeOps.Pad stretch =
        new ShapeOps.Pad(
            List.of(Dim.of(0), Dim.of(1)), List.of(Dim.of(0), Dim.of(2)), List.of(0, 2), -1);
    GradientCheck.of(x -> Tensor.apply(stretch, x.get(0).exp()))
        .input(Shape.batchOf(3))
        .checkTwice();
    ShapeOps.Pad batch =
        new ShapeOps.Pad(
            List.of(Dim.N, Dim.of(0)), List.of(Dim.batch(2), Dim.of(0)), List.of(0, 0), 0);
    GradientCheck.of(x -> Tensor.apply(batch, x.get(0).exp())).input(Shape.batchOf(2)).check();
  }

  @Test
  void concat() {
    GradientCheck.of(x -> Tensor.concat(1, x.get(0).square(), x.get(1), x.get(0)))
        .input(Shape.batchOf(2))
        .input(Shape.batchOf(3))
        .checkTwice();
    GradientCheck.of(x -> Tensor.concat(0, x.get(0).exp(), x.get(1)).square())
        .input(Shape.batchOf(2))
        .input(Shape.of(Dim.batch(2), Dim.of(2)))
        .checkTwice();
  }

  @Test
  void reverse() {
    GradientCheck.of(x -> x.get(0).reverse(0, 2).mul(x.get(0))).input(BATCH).checkTwice();
  }

  @Test
  void gather() {
    NDArray indices = NDArray.of(new int[] {2, 0, 2, 1}, 2, 2);
    GradientCheck.of(x -> x.get(0).square().gather(x.get(1), 0))
        .input(Shape.of(3, 2))
        .input(indices)
        .checkTwice();
    GradientCheck.of(x -> x.get(0).exp().gather(x.get(1), 1)).input(BATCH).input(indices).check();
    GradientCheck.of(x -> x.get(0).exp().gather(x.get(1), 2)).input(BATCH).input(indices).check();
  }

  @Test
  void gatherByIndicesOfTheBatch() {
    GradientCheck.of(x -> x.get(0).exp().gather(x.get(1).iota(0), 0).square())
        .input(Shape.of(5, 2))
        .input(Shape.batchOf(1))
        .check();
  }

  @Test
  void scatterAdd() {
    NDArray indices = NDArray.of(new int[] {2, 0, 2}, 3);
    GradientCheck.of(x -> x.get(0).exp().scatterAdd(x.get(1), 0, Dim.of(4)).square())
        .input(Shape.of(3, 2))
        .input(indices)
        .checkTwice();
    GradientCheck.of(x -> x.get(0).exp().scatterAdd(x.get(1), 1, Dim.of(3)).square())
        .input(BATCH)
        .input(indices)
        .check();
  }
}
