package org.neurite.backend.jvm.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;
import org.neurite.backend.jvm.support.Warm;

/** Both ways to multiply, around every size at which they go from one path to the next. */
class GemmTest {

  @BeforeAll
  static void compileVectors() {
    Warm.await(Vectors.TILES);
  }

  /** Makes a way to multiply. */
  private interface Maker {
    Gemm make(Team team, int m, int n, int k);
  }

  static Stream<Arguments> sizes() {
    int strip = VectorTiles.COLUMNS;
    int rows = VectorTiles.ROWS;
    int[][] sizes = {
      {1, 1, 1},
      {2, 3, 5},
      {rows - 1, strip - 1, 3},
      {rows, strip, 4},
      {rows + 1, strip + 1, 7},
      {3 * rows + 2, strip / 2, 20},
      {2 * rows + 3, 3 * strip + strip / 2 + 1, 33},
      {4, 512, 239},
      {130, 513, 241},
      {1, 1030, 260},
      {9, 1025, 1030},
      {300, 40, 1030},
      {67, 10, 128},
      {20, 2100, 40},
      {33, 3100, 70},
      {150, 400, 2100}
    };
    return Stream.of(sizes)
        .flatMap(s -> IntStream.range(0, 4).mapToObj(t -> Arguments.of(s[0], s[1], s[2], t)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void withVectors(int m, int n, int k, int transposed) {
    assertThat(Simd.isAvailable()).as(Simd.description()).isTrue();
    multiplies(VectorGemm::new, m, n, k, transposed);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void withPlainLoops(int m, int n, int k, int transposed) {
    multiplies(
        (team, rows, columns, depth) -> new PlainGemm(team, columns, depth), m, n, k, transposed);
  }

  private static void multiplies(Maker maker, int m, int n, int k, int transposed) {
    Random random = new Random(m * 31L + n);
    Matrix a = matrix(random, m, k, (transposed & 1) != 0);
    Matrix b = matrix(random, k, n, (transposed & 2) != 0);
    float[] one = run(1, maker, m, n, k, a, b);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        check(i, j, k, a, b, one[i * n + j]);
      }
    }
    for (int threads = 2; threads <= 3; threads++) {
      assertThat(run(threads, maker, m, n, k, a, b)).as("%d threads", threads).isEqualTo(one);
    }
  }

  private static float[] run(int threads, Maker maker, int m, int n, int k, Matrix a, Matrix b) {
    try (Team team = new Team(threads)) {
      Gemm gemm = maker.make(team, m, n, k);
      float[] c = new float[m * n];
      Arrays.fill(c, Float.NaN);
      Matrix result = new Matrix(c);
      result.set(0, n, 1);
      assertThat(gemm.multiply(m, n, k, a, b, result, null)).isFalse();
      float[] product = c.clone();
      Negate negate = new Negate(c);
      if (!gemm.multiply(m, n, k, a, b, result, negate)) {
        negate.run(1, 0);
      }
      negate.run(1, 0);
      assertThat(c).as("with an epilogue").isEqualTo(product);
      return c;
    }
  }

  private static Matrix matrix(Random random, int rows, int columns, boolean transposed) {
    float[] data = new float[5 + rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    Matrix matrix = new Matrix(data);
    matrix.set(5, transposed ? 1 : columns, transposed ? rows : 1);
    return matrix;
  }

  private static void check(int i, int j, int k, Matrix a, Matrix b, float found) {
    double sum = 0;
    double size = 1e-3;
    for (int d = 0; d < k; d++) {
      double x = a.data[a.offset + i * a.rowStride + d * a.columnStride];
      double y = b.data[b.offset + d * b.rowStride + j * b.columnStride];
      sum += x * y;
      size += Math.abs(x * y);
    }
    assertThat((double) found).as("%d, %d", i, j).isBetween(sum - 1e-6 * size, sum + 1e-6 * size);
  }
}
