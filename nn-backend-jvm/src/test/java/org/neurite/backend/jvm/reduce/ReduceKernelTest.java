package org.neurite.backend.jvm.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Reduction.Kind;
import org.neurite.api.graph.Reduction.Reduce;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;

class ReduceKernelTest {
  private static final int[][] SIZES = {{1, 1}, {300, 1}, {300, 2}, {300, 299}, {300, 300}};

  private static TensorType f32(Dim... dims) {
    return TensorType.float32(Shape.of(dims));
  }

  private static void check(Reduce op, Dim... dims) {
    Trial.of(op, f32(dims)).within(2e-6, 2e-5).sizes(SIZES).matchesReference();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void reducesAnyAxesOfAnyShape(Kind kind) {
    Dim n = Dim.N;
    check(new Reduce(kind, List.of(0), false), n);
    check(new Reduce(kind, List.of(0), true), n, Dim.of(10));
    check(new Reduce(kind, List.of(1), false), n, Dim.of(10));
    check(new Reduce(kind, List.of(1), false), Dim.of(3), n);
    check(new Reduce(kind, List.of(0), false), Dim.of(3), n);
    check(new Reduce(kind, List.of(0, 1), false), Dim.of(3), Dim.batch(2));
    check(new Reduce(kind, List.of(0, 2, 3), false), n, Dim.of(3), Dim.of(5), Dim.of(7));
    check(new Reduce(kind, List.of(1, 3), true), n, Dim.of(3), Dim.of(5), Dim.of(7));
    check(new Reduce(kind, List.of(0, 2), false), Dim.of(4), n, Dim.of(5), Dim.of(3));
    check(new Reduce(kind, List.of(1), false), Dim.of(2), n, Dim.of(11));
    check(new Reduce(kind, List.of(), false), n, Dim.of(4));
    check(new Reduce(kind, List.of(1), false), n, Dim.ONE, Dim.of(4));
    check(new Reduce(kind, List.of(), false));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,100000", "3,16384", "3,16385", "2,50001", "2000,3", "200,1024", "200,1025"})
  void longRunsAreCutIntoChunks(int rows, int length) {
    Trial.of(new Reduce(Kind.SUM, List.of(1), false), f32(Dim.of(rows), Dim.of(length)))
        .within(1e-6, 1e-4)
        .sizes(new int[] {1, 1})
        .matchesReference();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "100000,2", "127,3", "128,3", "129,3", "1000,1024", "1000,1025", "50,5000"})
  void manyRowsAreCutIntoChunks(int rows, int columns) {
    Trial.of(new Reduce(Kind.SUM, List.of(0), false), f32(Dim.of(rows), Dim.of(columns)))
        .within(1e-6, 1e-4)
        .sizes(new int[] {1, 1})
        .matchesReference();
  }

  @Test
  void aSumOfManyEqualNumbersDoesNotDrift() {
    int count = 3_000_000;
    float[] x = new float[count];
    java.util.Arrays.fill(x, 0.1f);
    TensorType type = f32(Dim.of(count));
    float sum = Trial.of(new Reduce(Kind.SUM, List.of(0), false), type).run(2, 1, 1, x)[0][0];
    assertThat(sum / (0.1f * count)).isBetween(0.999999f, 1.000001f);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"MAX", "MIN"})
  void nanWinsEveryComparison(Kind kind) {
    for (int at : new int[] {0, 1, 5, 8}) {
      float[] x = new float[9];
      x[at] = Float.NaN;
      TensorType row = f32(Dim.of(9));
      TensorType column = f32(Dim.of(9), Dim.ONE);
      assertThat(Trial.of(new Reduce(kind, List.of(0), false), row).run(1, 1, 1, x)[0][0]).isNaN();
      assertThat(Trial.of(new Reduce(kind, List.of(0), false), column).run(1, 1, 1, x)[0][0])
          .isNaN();
    }
  }

  @Test
  void aGroupEndsInAReduction() {
    Dim n = Dim.N;
    Shape domain = Shape.of(n, Dim.of(6), Dim.of(50));
    for (List<Integer> axes :
        List.of(List.of(0), List.of(1), List.of(2), List.of(0, 2), List.of(0, 1, 2))) {
      Lowered.Fused op =
          new Lowered.Fused(
              domain,
              3,
              List.of(
                  new Lowered.Step(
                      new Elementwise.Binary(Elementwise.BinaryKind.MUL), List.of(0, 1)),
                  new Lowered.Step(
                      new Elementwise.Binary(Elementwise.BinaryKind.ADD), List.of(3, 2)),
                  new Lowered.Step(
                      new Elementwise.Unary(Elementwise.UnaryKind.SIGMOID), List.of(4))),
              List.of(5),
              Optional.of(new Reduce(Kind.SUM, axes, false)));
      Trial.of(op, f32(n, Dim.of(6), Dim.of(50)), f32(Dim.of(50)), f32(Dim.of(6), Dim.ONE))
          .within(2e-6, 1e-5)
          .sizes(SIZES)
          .matchesReference();
    }
  }

  /** Runs of 300 are longer than the operand's rows of 100, which end blocks at other places. */
  @Test
  void bitsDoNotDependOnWhereAPartBegins() {
    Shape domain = Shape.of(Dim.N, Dim.of(3), Dim.of(100));
    Lowered.Fused op =
        new Lowered.Fused(
            domain,
            2,
            List.of(
                new Lowered.Step(
                    new Elementwise.Binary(Elementwise.BinaryKind.MUL), List.of(0, 1))),
            List.of(2),
            Optional.of(new Reduce(Kind.SUM, List.of(1, 2), false)));
    Trial.of(op, f32(Dim.N, Dim.of(3), Dim.of(100)), f32(Dim.of(100)))
        .within(2e-6, 1e-4)
        .sizes(new int[] {1003, 1003}, new int[] {1003, 997})
        .matchesReference();
  }

  /** As in the gradient of a batch normalisation. */
  @ParameterizedTest
  @ValueSource(ints = {128, 1040, 1030})
  void aGroupWithANumberForEachRunIsReduced(int length) {
    Shape domain = Shape.of(Dim.N, Dim.of(3), Dim.of(length));
    List<Lowered.Step> steps =
        List.of(
            new Lowered.Step(new Elementwise.Binary(Elementwise.BinaryKind.SUB), List.of(0, 1)),
            new Lowered.Step(new Elementwise.Binary(Elementwise.BinaryKind.MUL), List.of(4, 2)),
            new Lowered.Step(new Elementwise.Binary(Elementwise.BinaryKind.MUL), List.of(5, 3)));
    for (List<Integer> axes : List.of(List.of(0, 2), List.of(1), List.of(2), List.of(0, 1, 2))) {
      Optional<Reduce> sum = Optional.of(new Reduce(Kind.SUM, axes, false));
      Lowered.Fused op = new Lowered.Fused(domain, 4, steps, List.of(6), sum);
      Trial.of(
              op,
              f32(Dim.N, Dim.of(3), Dim.of(length)),
              f32(Dim.ONE, Dim.of(3), Dim.ONE),
              f32(Dim.N, Dim.of(3), Dim.of(length)),
              f32(Dim.N, Dim.of(3), Dim.ONE))
          .within(2e-6, 1e-3)
          .sizes(SIZES)
          .matchesReference();
    }
  }

  @Test
  void aGroupWithALongRowOperandIsReduced() {
    Shape domain = Shape.of(Dim.N, Dim.of(1500));
    for (List<Integer> axes : List.of(List.of(0), List.of(1), List.of(0, 1))) {
      Lowered.Fused op =
          new Lowered.Fused(
              domain,
              2,
              List.of(
                  new Lowered.Step(
                      new Elementwise.Binary(Elementwise.BinaryKind.MUL), List.of(0, 1))),
              List.of(2),
              Optional.of(new Reduce(Kind.SUM, axes, false)));
      Trial.of(op, f32(Dim.N, Dim.of(1500)), f32(Dim.of(1500)))
          .within(2e-6, 1e-3)
          .sizes(SIZES)
          .matchesReference();
    }
  }

  @Test
  void argMaxIsTheFirstOfEquals() {
    float[] x = {1, 3, 3, 2, 5, 5, 5, 5, -1, -2, -1, -3};
    TensorType type = f32(Dim.of(3), Dim.of(4));
    assertThat(Trial.of(new Reduction.ArgMax(1), type).run(1, 1, 1, x)[0]).containsExactly(1, 0, 0);
    assertThat(Trial.of(new Reduction.ArgMax(0), type).run(1, 1, 1, x)[0])
        .containsExactly(1, 1, 1, 1);
  }

  @Test
  void argMaxGoesAlongAnyAxis() {
    Random random = new Random(1);
    for (int axis = 0; axis < 3; axis++) {
      Trial.of(new Reduction.ArgMax(axis), f32(Dim.of(4), Dim.N, Dim.of(9)))
          .from(() -> random.nextInt(6))
          .sizes(SIZES)
          .matchesReference();
    }
  }
}
