package org.neurite.testkit.gradient;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.GradientCheck;

class ScanGradientTest {
  private static final Shape STEPS = Shape.of(Dim.of(3), Dim.N, Dim.of(2));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recurrenceWithCapturedWeights(boolean reverse) {
    GradientCheck.ofAll(
            x -> {
              Loops.Step end =
                  Loops.scan(
                      List.of(x.get(0)),
                      List.of(x.get(1)),
                      reverse,
                      (carry, slice) -> {
                        Tensor h =
                            slice.get(0).matmul(x.get(2)).add(carry.get(0).matmul(x.get(3))).tanh();
                        return new Loops.Step(List.of(h), List.of(h));
                      });
              return List.of(end.carries().get(0), end.emitted().get(0));
            })
        .batch(2)
        .input(Shape.batchOf(3))
        .input(STEPS)
        .input(Shape.of(2, 3))
        .input(Shape.of(3, 3))
        .checkTwice();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalCarriesAndScannedValues(boolean reverse) {
    GradientCheck.ofAll(
            x -> {
              Loops.Step end =
                  Loops.scan(
                      List.of(x.get(0), x.get(1)),
                      List.of(x.get(2), x.get(3)),
                      reverse,
                      (carry, slice) -> {
                        Tensor a = carry.get(0).mul(slice.get(0)).add(carry.get(1).sin());
                        Tensor b = carry.get(1).mul(slice.get(1)).add(carry.get(0).cos());
                        return new Loops.Step(List.of(a, b), List.of(a.mul(b), slice.get(1)));
                      });
              return List.of(end.carries().get(0), end.carries().get(1), end.emitted().get(0));
            })
        .batch(2)
        .input(Shape.batchOf(2))
        .input(Shape.batchOf(2))
        .input(STEPS)
        .input(STEPS)
        .checkTwice();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void iterationWithoutScannedValues(int length) {
    GradientCheck.of(
            x ->
                Loops.scan(
                        length,
                        List.of(x.get(0)),
                        List.of(),
                        false,
                        (carry, slice) ->
                            new Loops.Step(List.of(carry.get(0).mul(x.get(1)).sin()), List.of()))
                    .carries()
                    .get(0))
        .input(Shape.batchOf(2))
        .input(Shape.of(2))
        .checkTwice();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mapWithoutCarries(boolean reverse) {
    GradientCheck.of(
            x ->
                Loops.scan(
                        List.of(),
                        List.of(x.get(0)),
                        reverse,
                        (carry, slice) ->
                            new Loops.Step(List.of(), List.of(slice.get(0).mul(x.get(1)).exp())))
                    .emitted()
                    .get(0))
        .input(STEPS)
        .input(Shape.of(2))
        .checkTwice();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void integerCarryCountsAlong(boolean reverse) {
    GradientCheck.of(
            x ->
                Loops.scan(
                        3,
                        List.of(x.get(0), x.get(1)),
                        List.of(),
                        reverse,
                        (carry, slice) -> step(carry, x.get(2)))
                    .carries()
                    .get(0))
        .input(Shape.of(2))
        .input(NDArray.of(new int[] {0}, 1))
        .input(Shape.of(3, 2))
        .check();
  }

  private static Loops.Step step(List<Tensor> carry, Tensor table) {
    Tensor row = table.gather(carry.get(1).reshape(Shape.SCALAR), 0);
    return new Loops.Step(List.of(carry.get(0).mul(row).sin(), carry.get(1).add(1)), List.of());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void loopInALoop(boolean reverse) {
    GradientCheck.of(
            x ->
                Loops.scan(
                        List.of(x.get(0)),
                        List.of(x.get(1)),
                        reverse,
                        (carry, slice) -> new Loops.Step(inner(carry, slice.get(0)), List.of()))
                    .carries()
                    .get(0))
        .batch(2)
        .input(Shape.batchOf(2))
        .input(STEPS)
        .check();
  }

  private static List<Tensor> inner(List<Tensor> carry, Tensor captured) {
    return Loops.scan(
            2,
            carry,
            List.of(),
            false,
            (c, s) -> new Loops.Step(List.of(c.get(0).mul(captured).sin()), List.of()))
        .carries();
  }
}
