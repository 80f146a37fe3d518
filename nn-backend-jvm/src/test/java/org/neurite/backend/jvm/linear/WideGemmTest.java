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
      {4100, 1030, 257},
      {4100, 1030, 600}
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

  /** What is packed of the right operand is cut along the depth, too. */
  @Test
  void takesAPackedOperand() {
    int m = 100;
    int n = 1030;
    int k = 2100;
    Random random = new Random(4);
    Matrix a = matrix(random, m, k, false);
    Matrix b = matrix(random, k, n, true);
    float[] expected = new float[m * n];
    new VectorGemm(Team.alone(), m, n, k).multiply(m, n, k, a, b, result(expected, n), null);
    new Negate(expected).run(1, 0);
    PackedMatrix packed = new PackedMatrix(b, k, n);
    packed.refresh();
    try (Team team = new Team(2)) {
      float[] c = new float[m * n];
      wide(team).multiply(m, n, k, a, packed, result(c, n), new Negate(c));
      assertThat(c).isEqualTo(expected);
    }
  }

  static Stream<Arguments> capacities() {
    int[][] sizes = {
      {600, 700, 2100}, {40, 700, 2100}, {600, 300, 257}, {1, 700, 1}, {100, 250, 9}
    };
    return Stream.of(sizes)
        .flatMap(s -> IntStream.rangeClosed(1, 3).mapToObj(t -> Arguments.of(t, s[0], s[1], s[2])));
  }

  /** With as little memory as was asked for, and smaller products in it. */
  @ParameterizedTest
  @MethodSource("capacities")
  void hasRoomForWhatItSuits(int threads, int mostRows, int mostColumns, int mostDepth) {
    try (Team team = new Team(threads)) {
      WideGemm gemm =
          new WideGemm(
              team,
              new LeftOperand(WideGemm.leftSize(team, mostRows, mostColumns, mostDepth)),
              new float[WideGemm.rightSize(team, mostColumns, mostDepth)]);
      for (int shrink : new int[] {1, 3}) {
        int m = (mostRows + shrink - 1) / shrink;
        int n = (mostColumns + shrink - 1) / shrink;
        int k = (mostDepth + shrink - 1) / shrink;
        if (gemm.suits(m, n, k, false)) {
          Random random = new Random(m);
          Matrix a = matrix(random, m, k, false);
          Matrix b = matrix(random, k, n, false);
          float[] expected = new float[m * n];
          float[] c = new float[m * n];
          new VectorGemm(team, m, n, k).multiply(m, n, k, a, b, result(expected, n), null);
          gemm.multiply(m, n, k, a, b, result(c, n), null);
          assertThat(c).isEqualTo(expected);
        } else {
          assertThat(gemm.suits(m, n, k, true)).isFalse();
        }
      }
    }
  }

  @Test
  void takesWideResultsOnly() {
    try (Team team = new Team(2)) {
      WideGemm gemm = wide(team);
      assertThat(gemm.suits(4096, 1024, 512, true)).isTrue();
      assertThat(gemm.suits(4096, 1024, 511, true)).as("little work to finish").isFalse();
      assertThat(gemm.suits(4096, 1024, 511, false)).isTrue();
      assertThat(gemm.suits(4097, 1024, 512, true)).as("higher than four times wide").isFalse();
      assertThat(gemm.suits(128, 256, 9, false)).isTrue();
      assertThat(gemm.suits(129, 256, 9, false)).as("few columns and many rows").isFalse();
      assertThat(gemm.suits(128, 256, 512, true)).as("short rows to finish").isFalse();
      assertThat(gemm.suits(1, 4 * STRIP - 1, 9, false)).as("too few columns to share").isFalse();
    }
    assertThat(wide(Team.alone()).suits(128, 256, 9, false)).as("nobody to share").isFalse();
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
