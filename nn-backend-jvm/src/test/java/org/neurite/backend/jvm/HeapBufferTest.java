package org.neurite.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.tensor.DataType;

class HeapBufferTest {

  private static DeviceBuffer buffer(DataType type) {
    return HeapBuffer.allocate("jvm", type, 4);
  }

  private static float[] floats(DeviceBuffer buffer) {
    float[] values = new float[4];
    buffer.read(0, values, 0, 4);
    return values;
  }

  @Test
  void beginsWithZeros() {
    assertThat(floats(buffer(DataType.FLOAT32))).containsOnly(0);
    assertThat(buffer(DataType.INT32).elements()).isEqualTo(4);
    assertThat(buffer(DataType.BOOL).dataType()).isEqualTo(DataType.BOOL);
  }

  @Test
  void copiesRangesInAndOut() {
    DeviceBuffer buffer = buffer(DataType.FLOAT32);
    buffer.write(new float[] {1, 2, 3, 4, 5}, 1, 2, 2);
    buffer.write(new int[] {7, 8}, 1, 0, 1);
    assertThat(floats(buffer)).containsExactly(8, 0, 2, 3);
    int[] integers = {9, 9, 9};
    buffer.read(2, integers, 1, 2);
    assertThat(integers).containsExactly(9, 2, 3);
    buffer.write(new double[] {0.1, 0.2}, 0, 0, 2);
    double[] doubles = new double[2];
    buffer.read(0, doubles, 0, 2);
    assertThat(doubles).containsExactly(0.1f, 0.2f);
  }

  @Test
  void keepsItsContentOnceItIsFrozen() {
    DeviceBuffer buffer = buffer(DataType.FLOAT32);
    buffer.write(new float[] {1, 2, 3, 4}, 0, 0, 4);
    buffer.freeze();
    buffer.freeze();
    assertThatThrownBy(() -> buffer.write(new float[] {5}, 0, 0, 1))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("expected a buffer that may change, found one that was frozen");
    assertThat(floats(buffer)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void integersAreCutTowardsZero() {
    DeviceBuffer buffer = buffer(DataType.INT32);
    buffer.write(new float[] {1.7f, -1.7f, Float.NaN, 0}, 0, 0, 4);
    assertThat(floats(buffer)).containsExactly(1, -1, 0, 0);
    buffer.write(new double[] {2.9}, 0, 3, 1);
    assertThat(floats(buffer)[3]).isEqualTo(2);
  }

  @Test
  void truthIsAnythingButZero() {
    DeviceBuffer buffer = buffer(DataType.BOOL);
    buffer.write(new float[] {0.1f, 0, Float.NaN, -2}, 0, 0, 4);
    assertThat(floats(buffer)).containsExactly(1, 0, 1, 1);
    buffer.write(new int[] {5, 0, 1 << 30, -1}, 0, 0, 4);
    assertThat(floats(buffer)).containsExactly(1, 0, 1, 1);
    buffer.write(new double[] {1e-300, 0}, 0, 0, 2);
    assertThat(floats(buffer)).containsExactly(1, 0, 1, 1);
  }

  @Test
  void integersAreExactToTheLimitAndRefusedBeyond() {
    int limit = 1 << 24;
    for (DataType type : new DataType[] {DataType.INT32, DataType.FLOAT32}) {
      DeviceBuffer buffer = buffer(type);
      buffer.write(new int[] {limit, -limit, limit - 1}, 0, 0, 3);
      int[] back = new int[3];
      buffer.read(0, back, 0, 3);
      assertThat(back).containsExactly(limit, -limit, limit - 1);
      for (int wrong : new int[] {limit + 1, -limit - 1, Integer.MIN_VALUE}) {
        assertThatThrownBy(() -> buffer.write(new int[] {wrong}, 0, 0, 1))
            .isInstanceOf(BackendException.class)
            .hasMessageStartingWith(
                "NN-1502 at backend jvm: expected integers from -16777216 to 16777216, which a"
                    + " float32 holds, found "
                    + wrong
                    + ".");
      }
    }
    DeviceBuffer integers = buffer(DataType.INT32);
    assertThatThrownBy(() -> integers.write(new float[] {3e7f}, 0, 0, 1))
        .hasMessageContaining("found 30000000");
  }

  @Test
  void doublesAreNotSupported() {
    assertThatThrownBy(() -> buffer(DataType.FLOAT64))
        .isInstanceOf(BackendException.class)
        .hasMessage(
            "NN-1502 at backend jvm: expected float32, int32 or bool: this backend computes in"
                + " float32, found float64. Convert with cast(FLOAT32), or use the reference"
                + " interpreter for doubles.");
  }

  @Test
  void tooMuchMemoryIsAnErrorThatSaysHowMuch() {
    assertThatThrownBy(() -> HeapBuffer.allocate("jvm", DataType.FLOAT32, 3_000_000_000L))
        .isInstanceOfSatisfying(
            BackendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY))
        .hasMessageStartingWith(
            "NN-1503 at backend jvm: expected memory for 3000000000 elements, 12000000000 bytes,"
                + " found the limit of a Java array");
  }

  @Test
  void rangesOutsideAreErrors() {
    DeviceBuffer buffer = buffer(DataType.FLOAT32);
    assertThatThrownBy(() -> buffer.write(new float[5], 0, 0, 5))
        .hasMessage(
            "NN-1504 at backend jvm: expected a range inside a buffer of 4 elements, found 5"
                + " elements from 0.");
    assertThatThrownBy(() -> buffer.read(3, new float[2], 0, 2))
        .hasMessageContaining("2 elements from 3");
    assertThatThrownBy(() -> buffer.read(-1, new int[2], 0, 1)).hasMessageContaining("NN-1504");
  }

  @Test
  void aClosedBufferIsAnErrorToUse() {
    DeviceBuffer buffer = buffer(DataType.FLOAT32);
    buffer.close();
    buffer.close();
    assertThatThrownBy(() -> buffer.read(0, new float[1], 0, 1))
        .hasMessage("NN-1504 at backend jvm: expected an open buffer, found a closed one.");
    assertThatThrownBy(() -> buffer.write(new int[1], 0, 0, 1)).hasMessageContaining("NN-1504");
  }
}
