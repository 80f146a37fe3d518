package org.neurite.backend.jvm.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.graph.LinearOps.Conv;
import org.neurite.api.graph.LinearOps.ConvInputGrad;
import org.neurite.api.graph.LinearOps.ConvWeightGrad;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;
import org.neurite.backend.jvm.support.Warm;

class ConvKernelTest {

  @BeforeAll
  static void compileVectors() {
    Warm.await(Vectors.CONVOLUTIONS);
  }

  /** A convolution to be tried. */
  record Setup(Window window, int groups, int in, int out, List<Integer> spatial) {
    TensorType input() {
      return images(in, spatial);
    }

    TensorType weight() {
      Shape shape = Shape.of(out, in / groups);
      for (int k : window.kernel()) {
        shape = shape.insert(shape.rank(), Dim.of(k));
      }
      return TensorType.float32(shape);
    }

    TensorType output() {
      return new Conv(window, groups).infer(List.of(input(), weight())).get(0);
    }

    long positions() {
      return output().shape().subShape(2, output().shape().rank()).elements(1);
    }
  }

  private static TensorType images(int channels, List<Integer> spatial) {
    Shape shape = Shape.batchOf(channels);
    for (int size : spatial) {
      shape = shape.insert(shape.rank(), Dim.of(size));
    }
    return TensorType.float32(shape);
  }

  private static Window window(
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> low,
      List<Integer> high,
      List<Integer> dilation) {
    return new Window(kernel, stride, low, high, dilation);
  }

  static Stream<Setup> setups() {
    Window uneven =
        window(List.of(3, 2), List.of(2, 1), List.of(0, 2), List.of(2, 1), List.of(1, 2));
    Window wide = window(List.of(3, 5), List.of(3, 2), List.of(4, 6), List.of(5, 0), List.of(2, 1));
    Window line = window(List.of(4), List.of(2), List.of(3), List.of(1), List.of(2));
    return Stream.of(
        new Setup(Window.of(1, 1), 1, 4, 6, List.of(3, 5)),
        new Setup(Window.of(3, 3), 1, 2, 5, List.of(7, 6)),
        new Setup(Window.of(3, 3).padding(1), 1, 3, 4, List.of(8, 8)),
        new Setup(Window.of(5, 5).padding(2).stride(2), 1, 3, 7, List.of(11, 9)),
        new Setup(Window.of(3, 3).dilation(2).padding(2), 1, 2, 3, List.of(9, 9)),
        new Setup(uneven, 1, 3, 4, List.of(6, 7)),
        new Setup(uneven, 2, 4, 6, List.of(6, 7)),
        new Setup(wide, 1, 2, 3, List.of(5, 6)),
        new Setup(wide, 3, 3, 3, List.of(5, 6)),
        new Setup(Window.of(3, 3).padding(1), 5, 5, 5, List.of(6, 6)),
        new Setup(Window.of(3, 3).padding(1).stride(2), 4, 4, 8, List.of(7, 7)),
        new Setup(Window.of(2, 2), 1, 3, 1, List.of(4, 4)),
        new Setup(Window.of(3), 1, 3, 4, List.of(10)),
        new Setup(Window.of(7, 7).padding(3), 1, 3, 4, List.of(2, 2)),
        new Setup(
            window(List.of(3), List.of(1), List.of(64), List.of(0), List.of(32)),
            1,
            3,
            4,
            List.of(8)),
        new Setup(line, 1, 3, 4, List.of(9)),
        new Setup(line, 2, 4, 4, List.of(9)),
        new Setup(Window.of(6, 5), 1, 2, 3, List.of(6, 5)),
        new Setup(Window.of(3, 3).padding(1), 1, 30, 33, List.of(24, 24)),
        new Setup(Window.of(3, 3).padding(1), 1, 3, 12, List.of(5, 32)),
        new Setup(Window.of(3, 3).padding(1), 2, 6, 10, List.of(5, 64)),
        new Setup(Window.of(3, 3).padding(1).stride(2), 1, 5, 8, List.of(9, 67)),
        new Setup(Window.of(2, 2).padding(3), 1, 3, 9, List.of(12, 13)),
        new Setup(Window.of(5, 3).dilation(2).padding(1), 2, 8, 20, List.of(20, 21)),
        new Setup(uneven, 2, 16, 50, List.of(7, 8)),
        new Setup(wide, 1, 4, 16, List.of(9, 8)),
        new Setup(Window.of(7, 7), 1, 1, 12, List.of(9, 9)));
  }

  private static final int[][] SIZES = {{1, 1}, {9, 1}, {9, 2}, {9, 9}};

  @ParameterizedTest
  @MethodSource("setups")
  void convolves(Setup s) {
    Trial.of(new Conv(s.window(), s.groups()), s.input(), s.weight())
        .within(1e-5, 1e-4)
        .sizes(SIZES)
        .matchesReference();
  }

  @ParameterizedTest
  @MethodSource("setups")
  void computesTheGradientByTheInput(Setup s) {
    Trial.of(new ConvInputGrad(s.window(), s.groups(), s.spatial()), s.output(), s.weight())
        .within(1e-5, 1e-4)
        .sizes(SIZES)
        .matchesReference();
  }

  @ParameterizedTest
  @MethodSource("setups")
  void computesTheGradientByTheWeight(Setup s) {
    Trial.of(new ConvWeightGrad(s.window(), s.groups()), s.input(), s.output())
        .within(1e-5, 2e-4)
        .sizes(SIZES)
        .matchesReference();
  }

  static Stream<Setup> manyChannels() {
    return setups().filter(s -> s.out() >= 12 && s.positions() < 100);
  }

  /** Batches of several images, and a last piece of fewer. */
  @ParameterizedTest
  @MethodSource("manyChannels")
  void computesTheGradientByTheWeightOfManyImages(Setup s) {
    Trial.of(new ConvWeightGrad(s.window(), s.groups()), s.input(), s.output())
        .within(1e-5, 5e-4)
        .sizes(new int[] {40, 33}, new int[] {17, 17}, new int[] {40, 5})
        .matchesReference();
  }

  @Test
  void anEdgeDetectorFindsTheEdge() {
    TensorType image = TensorType.float32(Shape.of(1, 1, 3, 4));
    TensorType kernel = TensorType.float32(Shape.of(1, 1, 1, 2));
    float[] x = {0, 0, 1, 1, 0, 0, 2, 2, 5, 5, 5, 5};
    float[] w = {-1, 1};
    assertThat(Trial.of(new Conv(Window.of(1, 2), 1), image, kernel).run(1, 1, 1, x, w)[0])
        .containsExactly(0, 1, 0, 0, 2, 0, 0, 0, 0);
  }
}
