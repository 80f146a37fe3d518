package org.neurite.testkit.gradient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.Composites;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.GradientCheck;

class CompositeGradientTest {
  private static final Shape ROWS = Shape.batchOf(4);

  @Test
  void linear() {
    GradientCheck.of(x -> Composites.linear(x.get(0), x.get(1), Optional.of(x.get(2))))
        .input(ROWS)
        .input(Shape.of(2, 4))
        .input(Shape.of(2))
        .checkTwice();
    GradientCheck.of(x -> Composites.linear(x.get(0), x.get(1), Optional.empty()).square())
        .batch(2)
        .input(Shape.batchOf(3, 4))
        .input(Shape.of(1, 4))
        .checkTwice();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void softmaxAlongAnyAxis(int axis) {
    Shape shape = Shape.batchOf(3, 2);
    GradientCheck.of(x -> Composites.softmax(x.get(0), axis))
        .batch(2)
        .input(shape, -3, 3)
        .checkTwice();
    GradientCheck.of(x -> Composites.logSoftmax(x.get(0), axis))
        .batch(2)
        .input(shape, -3, 3)
        .checkTwice();
  }

  @Test
  void softmaxCrossEntropy() {
    GradientCheck.of(x -> Composites.softmaxCrossEntropy(x.get(0), x.get(1)))
        .input(ROWS, -3, 3)
        .input(ROWS, 0, 1)
        .checkTwice();
    GradientCheck.of(x -> Composites.softmaxCrossEntropy(x.get(0), x.get(1)).square())
        .batch(1)
        .input(Shape.batchOf(2, 3))
        .input(Shape.batchOf(2, 3), 0, 1)
        .check();
  }

  @Test
  void layerNormAlongAnyAxes() {
    GradientCheck.of(x -> Composites.layerNorm(x.get(0), 1e-5, -1)).input(ROWS).checkTwice();
    GradientCheck.of(x -> Composites.layerNorm(x.get(0), 1e-3, 1, 2))
        .batch(2)
        .input(Shape.batchOf(2, 3))
        .check();
    GradientCheck.of(x -> Composites.layerNorm(x.get(0), 1e-3, 0)).input(ROWS).checkTwice();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gelu(boolean tanh) {
    GradientCheck.of(x -> Composites.gelu(x.get(0), tanh)).input(ROWS, -3, 3).checkTwice();
  }

  @Test
  void siluAndSoftplus() {
    GradientCheck.of(x -> Composites.silu(x.get(0))).input(ROWS, -3, 3).checkTwice();
    GradientCheck.of(x -> Composites.softplus(x.get(0))).input(ROWS, 0.1, 3).checkTwice();
    GradientCheck.of(x -> Composites.softplus(x.get(0))).input(ROWS, -3, -0.1).checkTwice();
  }

  @Test
  void customGradientReplacesTheChainRule() {
    GradientCheck.of(
            x ->
                Composites.customGradient(
                    List.of(x.get(0), x.get(1)),
                    v -> v.get(0).mul(v.get(1)).add(v.get(0).square()),
                    (in, out, g) ->
                        List.of(
                            g.get(0).mul(in.get(1).add(in.get(0).mul(2))),
                            g.get(0).mul(in.get(0)))))
        .input(ROWS)
        .input(ROWS)
        .checkTwice();
  }

  @Test
  void compositeOfSeveralResults() {
    GradientCheck.ofAll(
            x ->
                Composites.apply(
                    "test:sum_and_product",
                    Map.of(),
                    List.of(x.get(0), x.get(1)),
                    Optional.empty(),
                    v -> List.of(v.get(0).add(v.get(1).square()), v.get(0).mul(v.get(1)))))
        .input(ROWS)
        .input(ROWS)
        .checkTwice();
  }

  @Test
  void compositeWithAnIntegerOperand() {
    GradientCheck.of(
            x ->
                Composites.apply(
                        "test:embedding",
                        Map.of(),
                        List.of(x.get(0), x.get(1)),
                        Optional.empty(),
                        v -> List.of(v.get(0).exp().gather(v.get(1), 0)))
                    .get(0))
        .input(Shape.of(3, 2))
        .input(NDArray.of(new int[] {2, 2, 0}, 3))
        .checkTwice();
  }
}
