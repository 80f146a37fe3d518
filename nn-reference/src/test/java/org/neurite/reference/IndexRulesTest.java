package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.neurite.reference.Oracle.doubles;
import static org.neurite.reference.Oracle.eval;
import static org.neurite.reference.Oracle.ints;
import static org.neurite.reference.Oracle.matrix;
import static org.neurite.reference.Oracle.vector;

import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

class IndexRulesTest {
  private static final NDArray TABLE = matrix(2, 1, 2, 3, 4, 5, 6);

  @Test
  void gathersRowsAndColumns() {
    assertThat(doubles(v -> v.get(0).gather(v.get(1), 0), TABLE, ints(2, 0, 2)))
        .containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(doubles(v -> v.get(0).gather(v.get(1), 1), TABLE, ints(1))).containsExactly(2, 4, 6);
  }

  @Test
  void indicesOfAnyRankReplaceTheAxis() {
    NDArray indices = NDArray.of(new int[] {0, 1, 2, 0}, 2, 2);
    NDArray result = eval(v -> v.get(0).gather(v.get(1), 0), TABLE, indices);
    assertThat(result.shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(result.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6, 1, 2);
  }

  @Test
  void scatterAddsRepeatedIndicesUp() {
    NDArray updates = matrix(2, 1, 2, 3, 4, 5, 6);
    assertThat(doubles(v -> v.get(0).scatterAdd(v.get(1), 0, Dim.of(4)), updates, ints(3, 0, 3)))
        .containsExactly(3, 4, 0, 0, 0, 0, 6, 8);
    assertThat(doubles(v -> v.get(0).scatterAdd(v.get(1), 1, Dim.of(3)), updates, ints(2, 2)))
        .containsExactly(0, 0, 3, 0, 0, 7, 0, 0, 11);
  }

  @Test
  void oneHotOfAnIndexOutOfRangeIsZero() {
    assertThat(doubles(v -> v.get(0).oneHot(2, DataType.FLOAT32), ints(1, 7)))
        .containsExactly(0, 1, 0, 0);
  }

  @Test
  void namesAnIndexOutOfRange() {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() -> eval(v -> v.get(0).gather(v.get(1), 0), TABLE, ints(3)))
        .withMessage("NN-1505 at gather: expected an index from 0 to 2, found 3.")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_OUT_OF_RANGE));
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(
            () -> eval(v -> v.get(0).scatterAdd(v.get(1), 0, Dim.of(2)), vector(1), ints(-1)))
        .withMessage("NN-1505 at scatter_add: expected an index from 0 to 1, found -1.");
  }
}
