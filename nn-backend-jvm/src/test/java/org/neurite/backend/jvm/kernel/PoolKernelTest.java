package org.neurite.backend.jvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;
import org.neurite.backend.jvm.support.Warm;

class PoolKernelTest {

  @BeforeAll
  static void compileVectors() {
    Warm.await(VectorPool.WARM_UP);
  }

  private static final TensorType IMAGES = TensorType.float32(Shape.batchOf(3, 9, 8));

  static Stream<Window> windows() {
    return Stream.of(
        Window.of(2, 2).stride(2),
        Window.of(3, 3).stride(2).padding(1),
        Window.of(3, 2),
        Window.of(2, 3).dilation(2),
        new Window(List.of(3, 4), List.of(3, 1), List.of(2, 0), List.of(1, 3), List.of(1, 1)),
        Window.of(9, 8));
  }

  private static Trial trial(org.neurite.api.graph.Op op, TensorType... types) {
    // Few different numbers make many ties.
    Random random = new Random(5);
    return Trial.of(op, types)
        .from(() -> random.nextInt(5) - 2)
        .sizes(new int[] {1, 1}, new int[] {6, 1}, new int[] {6, 6}, new int[] {40, 40});
  }

  @ParameterizedTest
  @MethodSource("windows")
  void poolsAndItsGradientsMatchTheReference(Window window) {
    TensorType pooled = new PoolOps.MaxPick(window).infer(List.of(IMAGES, IMAGES)).get(0);
    trial(new PoolOps.MaxPick(window), IMAGES, IMAGES).matchesReference();
    trial(new PoolOps.MaxScatter(window), IMAGES, pooled).matchesReference();
    for (boolean padding : new boolean[] {false, true}) {
      trial(new PoolOps.AvgPool(window, padding), IMAGES).matchesReference();
      trial(new PoolOps.AvgPoolGrad(window, padding, List.of(9, 8)), pooled).matchesReference();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 12, 16, 20})
  void windowsThatMeetWithoutGapsMatchTheReference(int width) {
    TensorType images = TensorType.float32(Shape.batchOf(3, 6, 2L * width));
    Window window = Window.of(2, 2).stride(2);
    TensorType pooled = new PoolOps.MaxPick(window).infer(List.of(images, images)).get(0);
    trial(new PoolOps.MaxPick(window), images, images).matchesReference();
    trial(new PoolOps.MaxScatter(window), images, pooled).matchesReference();
  }

  @Test
  void poolsAlongALine() {
    TensorType line = TensorType.float32(Shape.batchOf(2, 11));
    Window window = new Window(List.of(3), List.of(2), List.of(1), List.of(2), List.of(1));
    TensorType pooled = new PoolOps.MaxPick(window).infer(List.of(line, line)).get(0);
    trial(new PoolOps.MaxPick(window), line, line).matchesReference();
    trial(new PoolOps.MaxScatter(window), line, pooled).matchesReference();
    trial(new PoolOps.AvgPool(window, false), line).matchesReference();
    trial(new PoolOps.AvgPoolGrad(window, true, List.of(11)), pooled).matchesReference();
  }

  @Test
  void theFirstOfEqualCellsWinsAndPaddingNever() {
    TensorType image = TensorType.float32(Shape.of(1, 1, 2, 2));
    TensorType pooled = TensorType.float32(Shape.of(1, 1, 1, 1));
    Window window = Window.of(2, 2);
    float[] x = {-5, -3, -3, -4};
    assertThat(Trial.of(new PoolOps.MaxScatter(window), image, pooled).run(1, 1, 1, x, f(7))[0])
        .containsExactly(0, 7, 0, 0);
    TensorType cell = TensorType.float32(Shape.of(1, 1, 1, 1));
    Window padded = Window.of(2, 2).padding(1);
    float[] lowest = {Float.NEGATIVE_INFINITY};
    assertThat(Trial.of(new PoolOps.MaxPick(padded), cell, cell).run(1, 1, 1, lowest, f(9))[0])
        .containsExactly(9, 9, 9, 9);
  }

  private static float[] f(float... values) {
    return values;
  }
}
