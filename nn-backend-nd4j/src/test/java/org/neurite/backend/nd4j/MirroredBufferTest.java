package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.api.BackendException;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.JvmKernels;

@EnabledIf(Natives.EXPECTED)
class MirroredBufferTest {
  private final JvmKernels kernels = new JvmKernels("nd4j", 1);
  private final MirroredBuffer buffer =
      new MirroredBuffer(kernels.allocate(DataType.FLOAT32, 4), new HostDevice());
  private final FloatPointer memory = HostDevice.pointer(buffer);

  @AfterEach
  void close() {
    buffer.close();
    kernels.close();
  }

  private float[] read() {
    float[] values = new float[4];
    buffer.read(0, values, 0, 4);
    return values;
  }

  private void write(float... values) {
    buffer.write(values, 0, 0, values.length);
  }

  @Test
  void givesNativeKernelsWhatWasWritten() {
    write(1, 2, 3, 4);
    buffer.toNative(2);
    assertThat(memory.get(1)).isEqualTo(2);
    buffer.toNative(4);
    assertThat(memory.get(3)).isEqualTo(4);
  }

  @Test
  void copiesNothingTwice() {
    write(1, 2, 3, 4);
    buffer.toNative(4);
    memory.put(0, 9);
    buffer.toNative(3);
    assertThat(memory.get(0)).isEqualTo(9);
    write(5);
    buffer.toNative(4);
    assertThat(memory.get(0)).isEqualTo(5);
  }

  @Test
  void givesTheHeapWhatNativeKernelsWrote() {
    write(1, 2, 3, 4);
    buffer.toNative(4);
    memory.put(0, 7);
    buffer.changedInNative(2);
    buffer.toNative(2);
    assertThat(memory.get(0)).isEqualTo(7);
    assertThat(read()).containsExactly(7, 2, 3, 4);
  }

  @Test
  void aPartWrittenAfterwardsJoinsWhatNativeKernelsWrote() {
    memory.put(0, 7);
    memory.put(1, 8);
    buffer.changedInNative(2);
    write(5);
    buffer.toNative(4);
    assertThat(memory.get(0)).isEqualTo(5);
    assertThat(read()).containsExactly(5, 8, 0, 0);
  }

  @Test
  void closedMemoryIsNotTouched() {
    buffer.close();
    assertThatThrownBy(() -> buffer.toNative(1))
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith("NN-1504 at backend nd4j");
  }

  /** A view of more bytes than an int counts would end short. */
  @Test
  void moreThanNativeMemoryIsAddressedWithIsRefused() {
    MirroredBuffer.requireAddressable(536_870_911);
    assertThatThrownBy(() -> MirroredBuffer.requireAddressable(536_870_912))
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith(
            "NN-1503 at backend nd4j: expected at most 536870911 elements, 2 GiB, for a native"
                + " kernel, found 536870912 elements")
        .hasMessageContaining("the backend 'jvm'");
  }
}
