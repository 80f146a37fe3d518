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

/** Has to give the bits of {@link VectorGemm}, which {@link GemmTest} compares with doubles. */
class WideGemmTest {
  private static final int STRIP = VectorTiles.COLUMNS;
  private static final int ROWS = VectorTiles.ROWS;

  @BeforeAll
  static void compileVectors() {
    Warm.await(Vectors.TILES);
  }

  static Stream<Arguments> sizes() {
    int[][] sizes = {
      {1, 6 * STRIP, 5},
      {ROWS - 1, 6 * STRIP + 1, 64},
      {3 * ROWS + 1, 700, 33},
      {3 * ROWS, 7 * STRIP - 1, 250},
      {64, 256, 700},
      {97, 1030, 2048},
      {130, 513, 2049},
      {520, 600, 2100},
      {2050, 520, 513},
      {4100, 1030, 257}
    };
    return Stream.of(sizes)
        .flatMap(
            s ->
                IntStream.range(0, (long) s[0] * s[1] * s[2] > 1 << 28 ? 1 : 4)
                    .mapToObj(transposed -> Arguments.of(s[0], s[1], s[2], transposed)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void givesTheBitsOfSharedStrips(int m, int n, int k, int transposed) {
    Random random = new Random(m * 31L + n);
    Matrix a = matrix(random, m, k, (transposed & 1) != 0);
    Matrix b = matrix(random, k, n, (transposed & 2) != 0);
    float[] product = new float[m * n];
    new VectorGemm(Team.alone(), m, n, k).multiply(m, n, k, a, b, result(product, n), null);
    float[] finished = product.clone();
    new Negate(finished).run(1, 0);

    for (int threads = 1; threads <= 3; threads++) {
      try (Team team = new Team(threads)) {
        float[] c = new float[m * n];
        Arrays.fill(c, Float.NaN);
        WideGemm gemm = wide(team);
        gemm.multiply(m, n, k, a, b, result(c, n), null);
        assertThat(c).as("%d threads", threads).isEqualTo(product);
        gemm.multiply(m, n, k, a, b, result(c, n), new Negate(c));
        assertThat(c).as("%d threads, finished", threads).isEqualTo(finished);
      }
    }
  }

  /** With room for products that are not suitable, too. */
  private static WideGemm wide(Team team) {
    return new WideGemm(team, new LeftOperand(1 << 20), new float[team.size() << 16]);
  }

  @Test
  void hasRoomForWhatItSuits() {
    int[] sizes = {1, 9, 40, 128, 256, 300, 1000, 5000};
    for (int threads = 1; threads <= 3; threads++) {
      try (Team team = new Team(threads)) {
        for (int m : sizes) {
          for (int n : sizes) {
            multiplyWithLeastRoom(team, m, n);
          }
        }
      }
    }
  }

  private static void multiplyWithLeastRoom(Team team, int m, int n) {
    int k = 3;
    LeftOperand left = new LeftOperand(WideGemm.leftSize(team, m, n, k));
    WideGemm gemm = new WideGemm(team, left, new float[WideGemm.rightSize(team, n, k)]);
    if (!gemm.suits(m, n, false)) {
      assertThat(gemm.suits(m, n, true)).isFalse();
      return;
    }
    Matrix a = new Matrix(ones(m * k));
    a.set(0, k, 1);
    Matrix b = new Matrix(ones(k * n));
    b.set(0, n, 1);
    float[] c = new float[m * n];
    gemm.multiply(m, n, k, a, b, result(c, n), null);
    assertThat(c).containsOnly(3);
  }

  private static float[] ones(int count) {
    float[] data = new float[count];
    Arrays.fill(data, 1);
    return data;
  }

  @Test
  void takesWideResultsOnly() {
    try (Team team = new Team(2)) {
      WideGemm gemm = wide(team);
      assertThat(gemm.suits(4096, 1024, true)).isTrue();
      assertThat(gemm.suits(4097, 1024, true)).as("higher than four times wide").isFalse();
      assertThat(gemm.suits(128, 256, false)).isTrue();
      assertThat(gemm.suits(129, 256, false)).as("few columns and many rows").isFalse();
      assertThat(gemm.suits(128, 256, true)).as("short rows to finish").isFalse();
      assertThat(gemm.suits(1, 4 * STRIP - 1, false)).as("too few columns to share").isFalse();
    }
    assertThat(wide(Team.alone()).suits(128, 256, false)).as("nobody to share").isFalse();
  }

  private static Matrix result(float[] c, int n) {
    Matrix result = new Matrix(c);
    result.set(0, n, 1);
    return result;
  }

  private static Matrix matrix(Random random, int rows, int columns, boolean transposed) {
    float[] data = new float[5 + rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextFloat() - 0.5f;
    }
    Matrix matrix = new Matrix(data);
    matrix.set(5, transposed ? 1 : columns, transposed ? rows : 1);
    return matrix;
  }
}
