package org.neurite.backend.jvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorPoolTest {
  private static final int ROWS = 40;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 32, 35})
  void theFirstOfTheLargestCellsWins(int width) {
    float[] x = numbers(ROWS * 4 * width, true);
    float[] values = numbers(x.length, false);
    float[] numbers = numbers(ROWS * width, false);
    float[] picked = new float[numbers.length];
    float[] largest = new float[numbers.length];
    float[] scattered = new float[x.length];
    int rows = ROWS - VectorPool.guard(width);
    VectorPool.pick(x, values, picked, 0, rows, width);
    VectorPool.pick(x, x, largest, 0, rows, width);
    VectorPool.scatter(x, numbers, scattered, 0, rows, width);
    for (int window = 0; window < rows * width; window++) {
      int[] cells = cells(window, width);
      int best = cells[0];
      for (int cell : cells) {
        best = x[cell] > x[best] ? cell : best;
      }
      assertThat(picked[window]).isEqualTo(values[best]);
      assertThat(Float.compare(largest[window], x[best])).isZero();
      for (int cell : cells) {
        assertThat(scattered[cell]).isEqualTo(cell == best ? numbers[window] : 0);
      }
    }
  }

  private static int[] cells(int window, int width) {
    int top = window / width * 4 * width + window % width * 2;
    return new int[] {top, top + 1, top + 2 * width, top + 2 * width + 1};
  }

  /** Few different numbers make many ties. */
  private static float[] numbers(int count, boolean withNan) {
    Random random = new Random(count);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(6);
      numbers[i] = withNan && number == 5 ? Float.NaN : number - 2;
    }
    return numbers;
  }
}
