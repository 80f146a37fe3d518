package org.neurite.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ShapeException;

class NDArrayTest {

  @Test
  void keepsACopyAndGivesCopies() {
    float[] data = {1, 2, 3, 4};
    NDArray array = NDArray.of(data, 2, 2);
    data[0] = 9;
    array.toFloats()[1] = 9;
    assertThat(array.toDoubles()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void convertsBetweenTypes() {
    NDArray floats = NDArray.of(new double[] {0, -1.7, 2.9}, 3);
    assertThat(floats.cast(DataType.INT32).toInts()).containsExactly(0, -1, 2);
    assertThat(floats.cast(DataType.BOOL).toDoubles()).containsExactly(0, 1, 1);
    assertThat(floats.cast(DataType.FLOAT64)).isSameAs(floats);
    assertThat(NDArray.of(new boolean[] {true, false}, 2).toFloats()).containsExactly(1, 0);
  }

  @Test
  void equalsByTypeShapeAndElements() {
    NDArray array = NDArray.of(new float[] {1, Float.NaN}, 2);
    assertThat(array).isEqualTo(NDArray.of(new float[] {1, Float.NaN}, 2));
    assertThat(array).hasSameHashCodeAs(NDArray.of(new float[] {1, Float.NaN}, 2));
    assertThat(array).isNotEqualTo(array.reshape(Shape.of(2, 1)));
    assertThat(array).isNotEqualTo(array.cast(DataType.FLOAT64));
  }

  @Test
  void printsItsTypeAndFirstElements() {
    assertThat(NDArray.of(new int[] {1, 2, 3}, 3)).hasToString("int32[3]{1.0, 2.0, 3.0}");
    assertThat(NDArray.of(new float[20], 20).toString()).endsWith(", …}");
  }

  @Test
  void theNumberOfValuesMustFitTheShape() {
    assertThatThrownBy(() -> NDArray.of(new float[5], 2, 3))
        .isInstanceOfSatisfying(
            ShapeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ARRAY))
        .hasMessageContaining("[2, 3]")
        .hasMessageContaining("5 values");
    assertThatThrownBy(() -> NDArray.of(new float[1], Shape.batchOf(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("constant shape");
  }
}
