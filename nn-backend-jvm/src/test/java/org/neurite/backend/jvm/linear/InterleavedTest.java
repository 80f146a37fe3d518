package org.neurite.backend.jvm.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.LinearOps.Conv;
import org.neurite.api.graph.LinearOps.ConvInputGrad;
import org.neurite.api.graph.LinearOps.ConvWeightGrad;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmBackendProvider;
import org.neurite.backend.jvm.support.Programs;
import org.neurite.backend.jvm.support.Trial;
import org.neurite.backend.jvm.support.Warm;

/** Batches large enough to lay images side by side, and smaller ones in the same session. */
class InterleavedTest {
  private static final int IMAGES = Interleaved.IMAGES;

  private static final int[][] SIZES = {
    {2 * IMAGES, 2 * IMAGES}, {2 * IMAGES, 2 * IMAGES - 1}, {2 * IMAGES, 3}, {IMAGES, IMAGES}
  };

  @BeforeAll
  static void compileVectors() {
    Warm.await(Vectors.CONVOLUTIONS);
    Warm.await(Vectors.TILES);
  }

  /** A convolution of small images. */
  record Setup(Window window, int groups, int in, int out, int height, int width) {
    TensorType input() {
      return TensorType.float32(Shape.batchOf(in, height, width));
    }

    TensorType weight() {
      return TensorType.float32(
          Shape.of(
              Dim.of(out),
              Dim.of(in / groups),
              Dim.of(window.kernel().get(0)),
              Dim.of(window.kernel().get(1))));
    }

    TensorType output() {
      return new Conv(window, groups).infer(List.of(input(), weight())).get(0);
    }
  }

  static Stream<Setup> setups() {
    return Stream.of(
        new Setup(Window.of(3, 3), 1, 3, 5, 7, 6),
        new Setup(Window.of(3, 3).padding(1), 1, 4, 8, 5, 5),
        new Setup(Window.of(5, 5), 1, 2, 10, 9, 9),
        new Setup(Window.of(3, 2).dilation(2).padding(1), 1, 3, 4, 8, 7),
        new Setup(Window.of(3, 3).padding(1), 2, 6, 10, 6, 5),
        new Setup(Window.of(2, 2).padding(3), 1, 3, 9, 5, 6));
  }

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
    List<Integer> spatial = List.of(s.height(), s.width());
    Trial.of(new ConvInputGrad(s.window(), s.groups(), spatial), s.output(), s.weight())
        .within(1e-5, 1e-4)
        .sizes(SIZES)
        .matchesReference();
  }

  @ParameterizedTest
  @MethodSource("setups")
  void computesTheGradientByTheWeight(Setup s) {
    Trial.of(gradient(s), s.input(), s.output()).within(1e-5, 1e-3).sizes(SIZES).matchesReference();
  }

  private static ConvWeightGrad gradient(Setup s) {
    return new ConvWeightGrad(s.window(), s.groups());
  }

  @Test
  void anImageHasTheSameBitsAloneAndAmongOthers() {
    Setup s = new Setup(Window.of(3, 3), 1, 3, 5, 7, 6);
    Program program = Programs.of(new Conv(s.window(), s.groups()), s.input(), s.weight());
    Random random = new Random(1);
    float[] images = numbers(2 * IMAGES * 3 * 7 * 6, random);
    float[] weights = numbers(5 * 3 * 3 * 3, random);
    try (Backend backend = new JvmBackendProvider().open(new BackendSettings(2));
        Session session = backend.prepare(program).open(2 * IMAGES, 0, Map.of())) {
      float[] all = convolve(session, images, weights, 2 * IMAGES);
      assertThat(convolve(session, images, weights, 3))
          .isEqualTo(Arrays.copyOf(all, 3 * 5 * 5 * 4));
    }
  }

  @Test
  void imagesThatAreTheirOwnWeightsAreLeftAsTheyAre() {
    int count = 2 * IMAGES;
    TensorType type = TensorType.float32(Shape.of(count, count, 7, 7));
    Tensor x = Tensor.input("x", type, "net");
    Tensor y = x.conv(x, Window.of(7, 7).padding(3), 1);
    Graph graph = Graph.body(List.of(x.value()), List.of(y.value()));
    float[] images = numbers(count * count * 49, new Random(2));
    try (Backend jvm = new JvmBackendProvider().open(new BackendSettings(2));
        Session session = jvm.prepare(Programs.of(graph)).open(1, 0, Map.of())) {
      session.input("0").write(images, 0, 0, images.length);
      session.run(1, 0);
      float[] first = new float[1];
      session.output("0").read(3 * 7 + 3, first, 0, 1);
      double sum = 0;
      for (int i = 0; i < count * 49; i++) {
        sum += (double) images[i] * images[i];
      }
      assertThat((double) first[0]).isCloseTo(sum, withinPercentage(0.01));
    }
  }

  private static float[] convolve(Session session, float[] images, float[] weights, int n) {
    session.input("0").write(images, 0, 0, n * 3 * 7 * 6);
    session.input("1").write(weights, 0, 0, weights.length);
    session.run(n, 0);
    float[] result = new float[n * 5 * 5 * 4];
    session.output("0").read(0, result, 0, result.length);
    return result;
  }

  private static float[] numbers(int count, Random random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
