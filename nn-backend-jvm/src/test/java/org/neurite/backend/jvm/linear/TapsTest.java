package org.neurite.backend.jvm.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Shape;

class TapsTest {
  private static final int[] OFFSETS = {0, 3, 17, 18, 40, 90, 91, 5};

  static Stream<Integer> heights() {
    return Stream.of(2, 4, 8).filter(h -> h <= VectorTaps.ROWS);
  }

  @ParameterizedTest
  @MethodSource("heights")
  void convolvesWithTheSameBitsWithAndWithoutVectors(int height) {
    float[] a = random(3 + height * OFFSETS.length);
    float[] b = random(200);
    float[] vectors = random(7 + height * 70);
    float[] plain = vectors.clone();
    VectorTaps.multiply(height, a, 3, b, 11, OFFSETS, OFFSETS.length, vectors, 7, 70);
    PlainTaps.multiply(height, a, 3, b, 11, OFFSETS, OFFSETS.length, plain, 7, 70);
    assertThat(vectors).isEqualTo(plain);
    double sum = 0;
    for (int d = 0; d < OFFSETS.length; d++) {
      sum += (double) a[3 + d * height + 1] * b[11 + OFFSETS[d] + 2];
    }
    assertThat((double) vectors[7 + 70 + 2]).isBetween(sum - 1e-5, sum + 1e-5);
  }

  @ParameterizedTest
  @CsvSource({"4, false", "4, true", "8, false", "8, true"})
  void correlatesWithTheSameBitsWithAndWithoutVectors(int height, boolean half) {
    assumeTrue(height <= VectorCorrelation.TAPS);
    int columns = VectorCorrelation.COLUMNS;
    float[] g = random(1 + 4 * columns);
    float[] x = random(400);
    int[] taps = {0, 3, 17, 18, 40, 90, 91, 5, 60};
    int[] inputAt = {2, 40, 100, 101};
    float[] vectors = random(3 + height * columns);
    float[] before = vectors.clone();
    float[] plain = vectors.clone();
    VectorCorrelation.correlate(height, half, g, 1, x, 9, taps, 1, inputAt, 1, 4, vectors, 3);
    PlainTaps.correlate(height, half, g, 1, x, 9, taps, 1, inputAt, 1, 4, plain, 3);
    assertThat(vectors).isEqualTo(plain);
    double sum = before[3 + columns + 2];
    for (int i = 1; i < 4; i++) {
      sum += (double) g[1 + i * columns + 2] * x[9 + taps[2] + inputAt[i]];
    }
    assertThat((double) vectors[3 + columns + 2]).isBetween(sum - 1e-5, sum + 1e-5);
    assertThat(vectors[3 + columns - 1] == before[3 + columns - 1]).isEqualTo(half);
  }

  @Test
  void planesKeepWhatAKernelCellSeesAtOneDistance() {
    Window window = Window.of(3, 2).stride(2).padding(1);
    Shape image = Shape.of(1, 2, 5, 7);
    Convolution convolution = Convolution.of(window, 1, image, 3);
    Planes planes = Planes.ofInput(convolution);
    float[] x = random(70);
    float[] placed = random(2 * planes.size());
    planes.place(x, 0, 2, placed, 0);
    var g = convolution.geometry();
    for (int channel = 0; channel < 2; channel++) {
      for (int tap = 0; tap < 6; tap++) {
        int offset = planes.offset(channel, tap / 2, tap % 2);
        for (int p = 0; p < g.positions(); p++) {
          int y = p / g.outWidth() * 2 + tap / 2 - 1;
          int column = p % g.outWidth() * 2 + tap % 2 - 1;
          boolean inside = y >= 0 && y < 5 && column >= 0 && column < 7;
          assertThat(placed[offset + p / g.outWidth() * planes.width() + p % g.outWidth()])
              .isEqualTo(inside ? x[(channel * 5 + y) * 7 + column] : 0);
        }
      }
    }
  }

  private static float[] random(int count) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
