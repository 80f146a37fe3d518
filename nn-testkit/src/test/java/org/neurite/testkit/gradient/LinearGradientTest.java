package org.neurite.testkit.gradient;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.GradientCheck;

class LinearGradientTest {

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void matrixProducts(boolean ta, boolean tb) {
    Shape a = ta ? Shape.of(4, 2) : Shape.of(2, 4);
    Shape b = tb ? Shape.of(3, 4) : Shape.of(4, 3);
    GradientCheck.of(x -> x.get(0).matmul(x.get(1), ta, tb)).input(a).input(b).checkTwice();
    GradientCheck.of(x -> x.get(0).matmul(x.get(1), ta, tb))
        .batch(2)
        .input(Shape.batchOf(a.size(0), a.size(1)))
        .input(Shape.batchOf(b.size(0), b.size(1)))
        .checkTwice();
  }

  @Test
  void matrixProductsOverTheBatch() {
    GradientCheck.of(x -> x.get(0).matmul(x.get(1)).tanh())
        .input(Shape.batchOf(4))
        .input(Shape.of(4, 2))
        .checkTwice();
    GradientCheck.of(x -> x.get(0).matmul(x.get(1), true, false))
        .input(Shape.batchOf(4))
        .input(Shape.batchOf(2))
        .check();
    GradientCheck.of(x -> x.get(0).matmul(x.get(1)))
        .input(Shape.batchOf(1))
        .input(Shape.of(1, 1))
        .check();
  }

  @Test
  void matrixProductsOfABatchAsColumns() {
    Shape columns = Shape.of(Dim.of(3), Dim.N);
    GradientCheck.of(x -> x.get(0).matmul(x.get(1), true, false))
        .input(columns)
        .input(Shape.of(3, 3))
        .checkTwice();
    GradientCheck.of(x -> x.get(0).matmul(x.get(1), false, true).square())
        .input(columns)
        .input(columns)
        .checkTwice();
  }

  @Test
  void leadingAxesBroadcast() {
    GradientCheck.of(x -> x.get(0).matmul(x.get(1)))
        .batch(2)
        .input(Shape.batchOf(2, 2, 3))
        .input(Shape.of(2, 3, 2))
        .check();
    GradientCheck.of(x -> x.get(0).matmul(x.get(1)))
        .batch(2)
        .input(Shape.of(2, 3))
        .input(Shape.batchOf(3, 2))
        .check();
  }

  /** Window, groups, input [C, spatial..], output channels. */
  static Stream<Arguments> convolutions() {
    return Stream.of(
        Arguments.of(Window.of(3), 1, Shape.of(2, 5), 3),
        Arguments.of(Window.of(1), 1, Shape.of(2, 3), 2),
        Arguments.of(Window.of(3).stride(2).padding(1), 1, Shape.of(2, 6), 2),
        Arguments.of(Window.of(2).dilation(3), 2, Shape.of(2, 6), 4),
        Arguments.of(
            new Window(List.of(3), List.of(2), List.of(2), List.of(0), List.of(1)),
            1,
            Shape.of(1, 4),
            2),
        Arguments.of(Window.of(2, 2), 1, Shape.of(2, 3, 3), 2),
        Arguments.of(Window.of(3, 3).padding(1), 1, Shape.of(1, 3, 4), 2),
        Arguments.of(Window.of(3, 2).stride(2), 1, Shape.of(2, 6, 5), 2),
        Arguments.of(Window.of(2, 2).dilation(2).padding(1), 2, Shape.of(2, 3, 3), 2),
        Arguments.of(
            new Window(List.of(2, 3), List.of(2, 1), List.of(1, 0), List.of(0, 2), List.of(1, 2)),
            2,
            Shape.of(4, 4, 4),
            4),
        Arguments.of(Window.of(2, 2), 3, Shape.of(3, 3, 2), 3));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void convolutionsAndTheirGradientsGradients(Window window, int groups, Shape input, int outputs) {
    GradientCheck.of(x -> x.get(0).conv(x.get(1), window, groups))
        .batch(2)
        .input(input.insert(0, Dim.N))
        .input(weight(window, groups, input, outputs))
        .checkTwice();
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void transposedConvolutions(Window window, int groups, Shape input, int outputs) {
    List<Integer> spatial =
        input.dims().stream().skip(1).map(d -> Math.toIntExact(d.size())).toList();
    GradientCheck.of(x -> x.get(0).convTranspose(x.get(1), window, groups, spatial))
        .batch(2)
        .input(outputShape(window, groups, input, outputs))
        .input(weight(window, groups, input, outputs))
        .checkTwice();
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void convolutionWeightGradients(Window window, int groups, Shape input, int outputs) {
    LinearOps.ConvWeightGrad op = new LinearOps.ConvWeightGrad(window, groups);
    GradientCheck.of(x -> Tensor.apply(op, x.get(0), x.get(1)))
        .batch(2)
        .input(input.insert(0, Dim.N))
        .input(outputShape(window, groups, input, outputs))
        .checkTwice();
  }

  private static Shape weight(Window window, int groups, Shape input, int outputs) {
    long[] sizes = new long[2 + window.rank()];
    sizes[0] = outputs;
    sizes[1] = input.size(0) / groups;
    for (int i = 0; i < window.rank(); i++) {
      sizes[2 + i] = window.kernel().get(i);
    }
    return Shape.of(sizes);
  }

  private static Shape outputShape(Window window, int groups, Shape input, int outputs) {
    Tensor x = Tensor.input("x", TensorType.float32(input.insert(0, Dim.N)), "");
    Tensor w = Tensor.input("w", TensorType.float32(weight(window, groups, input, outputs)), "");
    return x.conv(w, window, groups).shape();
  }
}
