package org.neurite.backend.jvm.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.backend.jvm.support.Warm;

class TileTest {

  static Stream<Integer> heights() {
    return Stream.of(2, 4, 8).filter(h -> h <= VectorTiles.ROWS);
  }

  @ParameterizedTest
  @MethodSource("heights")
  void vectorsAndPlainLoopsGiveTheSameBits(int height) {
    int width = VectorTiles.COLUMNS;
    for (int depths : new int[] {0, 1, 3, 64, 331}) {
      for (boolean add : new boolean[] {false, true}) {
        float[] a = random(7 + height * depths);
        float[] b = random(3 + width * depths);
        float[] wide = random(11 + height * (width + 5));
        float[] half = wide.clone();
        float[] plain = wide.clone();
        VectorTiles.multiply(height, false, a, 7, b, 3, depths, wide, 11, width + 5, add);
        VectorTiles.multiply(height, true, a, 7, b, 3, depths, half, 11, width + 5, add);
        PlainLoops.tile(height, width, a, 7, b, 3, width, depths, plain, 11, width + 5, add);
        for (int i = 0; i < height; i++) {
          for (int j = 0; j < width; j++) {
            int at = 11 + i * (width + 5) + j;
            assertThat(wide[at]).isEqualTo(plain[at]);
            if (2 * j < width) {
              assertThat(half[at]).isEqualTo(plain[at]);
            }
          }
        }
      }
    }
  }

  @Test
  void rowsReadWhereTheyAreGiveTheSameBits() {
    int rows = VectorLines.ROWS;
    int width = VectorTiles.COLUMNS;
    for (int depths : new int[] {0, 1, 3, 64, 331}) {
      int line = depths + 2;
      for (boolean add : new boolean[] {false, true}) {
        float[] a = random(7 + rows * line);
        float[] strip = new float[rows * depths];
        Packing.strip(a, 7, 1, line, depths, rows, strip, 0, rows);
        float[] b = random(3 + width * depths);
        for (boolean half : new boolean[] {false, true}) {
          float[] packed = random(11 + rows * (width + 5));
          float[] inPlace = packed.clone();
          VectorTiles.multiply(rows, half, strip, 0, b, 3, depths, packed, 11, width + 5, add);
          VectorLines.multiply(half, a, 7, line, b, 3, depths, inPlace, 11, width + 5, add);
          assertThat(inPlace).isEqualTo(packed);
        }
      }
    }
  }

  @Test
  void stripsPackedWithVectorsAreTheSame() {
    Warm.await(Vectors.TILES);
    int width = VectorTiles.COLUMNS;
    for (int depths : new int[] {1, 15, 16, 33, 64}) {
      for (int count : new int[] {width - 1, width}) {
        int stride = depths + 3;
        float[] source = random(5 + width * stride);
        float[] expected = random(7 + width * depths + 2);
        float[] packed = expected.clone();
        Packing.strip(source, 5, 1, stride, depths, count, expected, 7, width);
        Packing.columns(source, 5, 1, stride, depths, count, packed, 7);
        assertThat(packed).isEqualTo(expected);
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

  @Test
  void aTileHasRoomForItsRows() {
    for (int rows = 1; rows <= 8; rows++) {
      assertThat(VectorTiles.height(rows)).isIn(2, 4, 8).isGreaterThanOrEqualTo(rows);
    }
  }
}
