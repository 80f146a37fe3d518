package org.neurite.backend.jvm.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.LinearOps.MatMul;
import org.neurite.api.graph.Lowered;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;
import org.neurite.backend.jvm.support.Warm;

class MatMulKernelTest {

  @BeforeAll
  static void compileVectors() {
    Warm.await(Vectors.TILES);
    Warm.await(Vectors.ROWS);
  }

  private static TensorType f32(Dim... dims) {
    return TensorType.float32(Shape.of(dims));
  }

  private static TensorType matrix(boolean transposed, Dim rows, Dim columns) {
    return transposed ? f32(columns, rows) : f32(rows, columns);
  }

  /** Sizes around every limit between one path and the next, and around block sizes. */
  static Stream<Arguments> sizes() {
    int[][] sizes = {
      {1, 1, 1},
      {1, 1, 13},
      {1, 10, 128},
      {4, 9, 33},
      {5, 9, 33},
      {9, 1, 40},
      {2, 3, 4},
      {8, 8, 8},
      {7, 11, 5},
      {16, 3, 16},
      {31, 33, 35},
      {33, 31, 2},
      {100, 10, 50},
      {10, 100, 50},
      {3, 511, 7},
      {4, 512, 239},
      {5, 513, 240},
      {6, 700, 241},
      {64, 64, 481},
      {200, 130, 1},
      {65, 1025, 3},
      {530, 20, 100}
    };
    return Stream.of(sizes)
        .flatMap(
            s ->
                Stream.of(0, 1, 2, 3)
                    .map(t -> Arguments.of(s[0], s[1], s[2], (t & 1) != 0, (t & 2) != 0)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void multipliesMatricesOfAnySizeInAllTranspositions(
      int m, int n, int k, boolean transposeA, boolean transposeB) {
    Random random = new Random(m * 31L + n);
    float[] a = random(random, m * k);
    float[] b = random(random, k * n);
    MatMul op = new MatMul(transposeA, transposeB);
    Trial trial =
        Trial.of(
            op, matrix(transposeA, Dim.of(m), Dim.of(k)), matrix(transposeB, Dim.of(k), Dim.of(n)));
    float[] one = trial.run(1, 1, 1, a, b)[0];
    float[] two = trial.run(2, 1, 1, a, b)[0];
    assertThat(two).containsExactly(one);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double size = 1;
        for (int d = 0; d < k; d++) {
          double x = a[transposeA ? d * m + i : i * k + d];
          double y = b[transposeB ? j * k + d : d * n + j];
          sum += x * y;
          size += Math.abs(x * y);
        }
        if (!(Math.abs(one[i * n + j] - sum) <= 1e-6 * size)) {
          throw new AssertionError(i + "," + j + ": " + one[i * n + j] + " for " + sum);
        }
      }
    }
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void check(MatMul op, TensorType a, TensorType b) {
    Trial.of(op, a, b)
        .within(1e-5, 1e-4)
        .sizes(new int[] {1, 1}, new int[] {70, 1}, new int[] {70, 33}, new int[] {70, 70})
        .matchesReference();
  }

  @Test
  void theBatchMayBeRowsColumnsOrDepth() {
    Dim f = Dim.of(40);
    Dim g = Dim.of(50);
    check(new MatMul(false, true), f32(Dim.N, f), f32(g, f));
    check(new MatMul(false, false), f32(f, g), f32(g, Dim.batch(3)));
    check(new MatMul(true, false), f32(Dim.N, f), f32(Dim.N, g));
    check(new MatMul(false, true), f32(f, Dim.N), f32(g, Dim.N));
    check(new MatMul(true, false), f32(Dim.batch(2), Dim.ONE), f32(Dim.batch(2), Dim.of(3)));
  }

  @Test
  void multipliesBatchesOfMatrices() {
    Dim two = Dim.of(2);
    Dim f = Dim.of(9);
    Dim g = Dim.of(20);
    for (boolean a : new boolean[] {false, true}) {
      for (boolean b : new boolean[] {false, true}) {
        TensorType left = a ? f32(Dim.N, two, g, f) : f32(Dim.N, two, f, g);
        TensorType right = b ? f32(Dim.N, two, f, g) : f32(Dim.N, two, g, f);
        check(new MatMul(a, b), left, right);
      }
    }
    check(new MatMul(false, false), f32(Dim.of(3), Dim.N, f), f32(Dim.of(3), f, g));
  }

  @Test
  void anEpilogueFinishesTheProduct() {
    Dim f = Dim.of(30);
    Dim g = Dim.of(45);
    Lowered.Fused epilogue =
        new Lowered.Fused(
            Shape.of(Dim.N, g),
            3,
            List.of(
                new Lowered.Step(new Elementwise.Binary(Elementwise.BinaryKind.ADD), List.of(0, 1)),
                new Lowered.Step(new Elementwise.Unary(Elementwise.UnaryKind.TANH), List.of(3)),
                new Lowered.Step(
                    new Elementwise.Binary(Elementwise.BinaryKind.MUL), List.of(4, 2))),
            List.of(5),
            Optional.empty());
    Trial.of(
            new Lowered.WithEpilogue(new MatMul(false, true), epilogue),
            f32(Dim.N, f),
            f32(g, f),
            f32(g),
            f32(Dim.N, g))
        .within(1e-5, 1e-4)
        .sizes(new int[] {1, 1}, new int[] {70, 1}, new int[] {70, 33}, new int[] {70, 70})
        .matchesReference();
  }

  @Test
  void infinitiesAndNansPassThrough() {
    float[] a = new float[5 * 20];
    float[] b = new float[20 * 40];
    a[20] = Float.NaN;
    a[40] = Float.POSITIVE_INFINITY;
    java.util.Arrays.fill(b, 1);
    float[] c =
        Trial.of(new MatMul(false, false), f32(Dim.of(5), Dim.of(20)), f32(Dim.of(20), Dim.of(40)))
            .run(1, 1, 1, a, b)[0];
    assertThat(c[0]).isZero();
    assertThat(c[40]).isNaN();
    assertThat(c[80]).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(c[120]).isZero();
  }
}
