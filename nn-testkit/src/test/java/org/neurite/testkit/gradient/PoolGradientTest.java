package org.neurite.testkit.gradient;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.GradientCheck;

class PoolGradientTest {

  static Stream<Arguments> windows() {
    return Stream.of(
        Arguments.of(Window.of(2), Shape.of(2, 5)),
        Arguments.of(Window.of(3).stride(2).padding(1), Shape.of(1, 6)),
        Arguments.of(Window.of(2).dilation(2), Shape.of(2, 5)),
        Arguments.of(Window.of(2, 2).stride(2), Shape.of(2, 4, 5)),
        Arguments.of(Window.of(3, 3).padding(1), Shape.of(1, 3, 3)),
        Arguments.of(Window.of(3, 2).stride(2).padding(1), Shape.of(2, 5, 4)),
        Arguments.of(
            new Window(List.of(2, 3), List.of(1, 2), List.of(0, 1), List.of(1, 2), List.of(1, 1)),
            Shape.of(2, 3, 4)));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void maximum(Window window, Shape image) {
    GradientCheck.of(x -> x.get(0).maxPool(window).square())
        .batch(2)
        .input(image.insert(0, Dim.N))
        .checkTwice();
  }

  @ParameterizedTest
  @MethodSource("windows")
  void pickOfOtherValues(Window window, Shape image) {
    GradientCheck.of(x -> Tensor.apply(new PoolOps.MaxPick(window), x.get(0), x.get(1)).exp())
        .batch(2)
        .input(image.insert(0, Dim.N))
        .input(image.insert(0, Dim.N))
        .checkTwice();
  }

  @ParameterizedTest
  @MethodSource("windows")
  void scatterToTheMaximum(Window window, Shape image) {
    Shape pooled = pooled(window, image);
    GradientCheck.of(x -> Tensor.apply(new PoolOps.MaxScatter(window), x.get(0), x.get(1)).exp())
        .batch(2)
        .input(image.insert(0, Dim.N))
        .input(pooled)
        .checkTwice();
  }

  @ParameterizedTest
  @MethodSource("windows")
  void mean(Window window, Shape image) {
    for (boolean countPadding : new boolean[] {false, true}) {
      GradientCheck.of(x -> x.get(0).avgPool(window, countPadding).square())
          .batch(2)
          .input(image.insert(0, Dim.N))
          .checkTwice();
    }
  }

  @ParameterizedTest
  @MethodSource("windows")
  void gradientOfTheMean(Window window, Shape image) {
    List<Integer> spatial =
        image.dims().stream().skip(1).map(d -> Math.toIntExact(d.size())).toList();
    for (boolean countPadding : new boolean[] {false, true}) {
      PoolOps.AvgPoolGrad op = new PoolOps.AvgPoolGrad(window, countPadding, spatial);
      GradientCheck.of(x -> Tensor.apply(op, x.get(0)).square())
          .batch(2)
          .input(pooled(window, image))
          .checkTwice();
    }
  }

  private static Shape pooled(Window window, Shape image) {
    Tensor x = Tensor.input("x", TensorType.float32(image.insert(0, Dim.N)), "");
    return x.avgPool(window, true).shape();
  }
}
