package org.neurite.testkit.gradient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.GradientCheck;

class ReductionGradientTest {
  private static final Shape BATCH = Shape.batchOf(3, 4);

  @ParameterizedTest
  @EnumSource(Reduction.Kind.class)
  void everyReductionAlongAnyAxes(Reduction.Kind kind) {
    int[][] axes = {{0}, {1}, {2}, {0, 1}, {1, 2}, {0, 2}, {0, 1, 2}};
    for (int[] some : axes) {
      for (boolean keep : new boolean[] {false, true}) {
        Reduction.Reduce op =
            new Reduction.Reduce(kind, java.util.Arrays.stream(some).boxed().toList(), keep);
        GradientCheck.of(x -> Tensor.apply(op, x.get(0).sin())).input(BATCH).check();
      }
    }
  }

  @Test
  void gradientsOfGradientsThroughSums() {
    GradientCheck.of(x -> x.get(0).square().sumKeepDims(1).mul(x.get(0)))
        .input(Shape.batchOf(3))
        .checkTwice();
    GradientCheck.of(x -> x.get(0).exp().reduceMax(0).square())
        .input(Shape.batchOf(3))
        .checkTwice();
  }

  @Test
  void meansDivideByTheBatch() {
    GradientCheck.of(x -> x.get(0).square().mean()).input(Shape.batchOf(2)).checkTwice();
    GradientCheck.of(x -> x.get(0).mul(x.get(0).meanKeepDims(0)))
        .batch(4)
        .input(Shape.batchOf(2))
        .checkTwice();
    GradientCheck.of(x -> x.get(0).exp().mean(0, 2)).input(BATCH).check();
  }

  @Test
  void batchAsTheLastAxis() {
    GradientCheck.of(x -> x.get(0).square().sum(1)).input(Shape.of(Dim.of(2), Dim.N)).check();
    GradientCheck.of(x -> x.get(0).reduceMax(1)).input(Shape.of(Dim.of(2), Dim.N)).check();
  }
}
