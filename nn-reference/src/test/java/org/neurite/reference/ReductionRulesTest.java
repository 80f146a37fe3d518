package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neurite.reference.Oracle.batched;
import static org.neurite.reference.Oracle.doubles;
import static org.neurite.reference.Oracle.eval;
import static org.neurite.reference.Oracle.ints;
import static org.neurite.reference.Oracle.matrix;
import static org.neurite.reference.Oracle.vector;

import org.junit.jupiter.api.Test;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

class ReductionRulesTest {
  private static final NDArray X = matrix(3, 1, 5, 2, 7, 4, 6);

  @Test
  void sumsAlongAxes() {
    assertThat(doubles(v -> v.get(0).sum(0), X)).containsExactly(8, 9, 8);
    assertThat(doubles(v -> v.get(0).sum(1), X)).containsExactly(8, 17);
    assertThat(eval(v -> v.get(0).sum(), X)).isEqualTo(NDArray.scalar(25));
    assertThat(eval(v -> v.get(0).sumKeepDims(1), X)).isEqualTo(matrix(1, 8, 17));
  }

  @Test
  void sumsOuterAndInnerAxisAtOnce() {
    NDArray cube = NDArray.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
    assertThat(doubles(v -> v.get(0).sum(0, 2), cube)).containsExactly(14, 22);
  }

  @Test
  void findsLargestAndSmallest() {
    assertThat(doubles(v -> v.get(0).reduceMax(1), X)).containsExactly(5, 7);
    assertThat(doubles(v -> v.get(0).reduceMin(0), X)).containsExactly(1, 4, 2);
    assertThat(eval(v -> v.get(0).reduceMax(), ints(-5, -3))).isEqualTo(intScalar(-3));
    assertThat(eval(v -> v.get(0).reduceMin(), ints(5, 3))).isEqualTo(intScalar(3));
  }

  private static NDArray intScalar(int value) {
    return NDArray.of(new int[] {value});
  }

  @Test
  void extremesOfNaNAreNaN() {
    NDArray x = vector(1, Double.NaN, 2);
    assertThat(doubles(v -> v.get(0).reduceMax(), x)[0]).isNaN();
    assertThat(doubles(v -> v.get(0).reduceMin(), x)[0]).isNaN();
  }

  @Test
  void argMaxTakesTheFirstOfEquals() {
    assertThat(eval(v -> v.get(0).argMax(1), matrix(3, 1, 3, 3, 2, 2, 2))).isEqualTo(ints(1, 0));
    assertThat(eval(v -> v.get(0).argMax(0), X)).isEqualTo(ints(1, 0, 1));
  }

  @Test
  void meanOverTheBatchDividesByItsSize() {
    NDArray rows = matrix(2, 1, 2, 3, 4, 8, 9);
    assertThat(batched(Shape.batchOf(2), rows, x -> x.mean(0))).isEqualTo(vector(4, 5));
    assertThat(batched(Shape.batchOf(2), rows, x -> x.mean())).isEqualTo(NDArray.scalar(4.5));
  }
}
