package org.neurite.backend.jvm.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.support.Warm;

class SmallProductTest {

  @BeforeAll
  static void compileVectors() {
    Warm.await(Vectors.ROWS);
  }

  private static final int LANES = VectorRows.LANES;

  static Stream<Arguments> sizes() {
    int[] rows = {1, 3, 4, 7, 8, 9, 21};
    int[] columns = {1, LANES - 1, LANES, LANES + 1, 2 * LANES, 3 * LANES - 2, 8 * LANES + 3, 700};
    return Arrays.stream(rows)
        .boxed()
        .flatMap(m -> Arrays.stream(columns).mapToObj(n -> Arguments.of(m, n)));
  }

  /** All of them compute each element by fused multiply-adds in the order of the depth. */
  @ParameterizedTest
  @MethodSource("sizes")
  void hasTheBitsOfALargeProduct(int m, int n) {
    for (int transposed = 0; transposed < 4; transposed++) {
      for (int k : new int[] {1, 5, 130}) {
        Matrix a = matrix(m, k, (transposed & 1) != 0);
        Matrix b = matrix(k, n, (transposed & 2) != 0);
        Matrix expected = matrix(m, n, false);
        new VectorGemm(Team.alone(), m, n, k).multiply(m, n, k, a, b, expected, null);
        if (b.columnStride == 1 && n >= LANES) {
          inPlace(m, n, k, a, b, expected);
        }
        if (SmallProduct.suits(m, n, k, b)) {
          for (int threads = 1; threads <= 3; threads++) {
            multiply(threads, m, n, k, a, b, expected);
          }
        }
      }
    }
  }

  private static void inPlace(int m, int n, int k, Matrix a, Matrix b, Matrix expected) {
    Matrix c = matrix(m, n, false);
    VectorRows.multiply(
        m, n, a.data, 5, a.rowStride, a.columnStride, b.data, 5, b.rowStride, k, c.data, 5, n);
    assertThat(c.data).isEqualTo(expected.data);
    Matrix plain = matrix(m, n, false);
    PlainLoops.product(
        m, n, a.data, 5, a.rowStride, a.columnStride, b.data, 5, b.rowStride, k, plain.data, 5, n);
    assertThat(plain.data).isEqualTo(expected.data);
  }

  private static void multiply(
      int threads, int m, int n, int k, Matrix a, Matrix b, Matrix expected) {
    try (Team team = new Team(threads)) {
      SmallProduct product = new SmallProduct(team, n, k);
      Matrix c = matrix(m, n, false);
      product.multiply(m, n, k, a, b, c);
      assertThat(c.data).as("%d threads", threads).isEqualTo(expected.data);
    }
  }

  private static Matrix matrix(int rows, int columns, boolean transposed) {
    Random random = new Random(rows * 31L + columns);
    float[] data = new float[5 + rows * columns];
    IntStream.range(0, data.length).forEach(i -> data[i] = (float) random.nextGaussian());
    Matrix matrix = new Matrix(data);
    matrix.set(5, transposed ? 1 : columns, transposed ? rows : 1);
    return matrix;
  }

  @Test
  void leavesLargeProductsToOthers() {
    Matrix b = matrix(200, 200, false);
    assertThat(SmallProduct.suits(200, 200, 200, b)).isFalse();
    assertThat(SmallProduct.suits(1, 200, 200, b)).isTrue();
    assertThat(SmallProduct.suits(1, 200, 200, matrix(200, 200, true))).isFalse();
  }
}
