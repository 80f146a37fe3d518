package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.nd4j.nativeblas.OpaqueDataBuffer;
import org.neurite.api.BackendException;

@EnabledIf(Natives.EXPECTED)
class ManagedDeviceTest {
  @Test
  void memoryIsCopiedWhenItIsNewerElsewhere() {
    MemoryApart ops = new MemoryApart();
    try (Device.Twin twin = new ManagedDevice(ops, "").allocate(4)) {
      twin.write(new float[] {1, 2, 3, 4}, 3);
      float[] found = new float[4];
      twin.read(found, 2);
      assertThat(found).containsExactly(1, 2, 0, 0);
      assertThat(ops.open()).isOne();
    }
    assertThat(ops.open()).isZero();
  }

  @Test
  void memoryThatIsNotToBeHadIsAClearError() {
    MemoryApart full =
        new MemoryApart() {
          @Override
          public OpaqueDataBuffer dbAllocateDataBuffer(long elements, int dataType, boolean both) {
            return null;
          }

          @Override
          public String lastErrorMessage() {
            return "[DEVICE] allocation failed; Error code: [2]";
          }
        };
    assertThatThrownBy(() -> new ManagedDevice(full, "").allocate(1_000_000))
        .isInstanceOf(BackendException.class)
        .hasMessage(
            "NN-1503 at backend nd4j: expected native memory for 1000000 elements, found [DEVICE]"
                + " allocation failed; Error code: [2]. Use a smaller batch, or the backend"
                + " 'jvm'.");
  }

  @Test
  void wrongProductsAreAFailedProbe() {
    MemoryApart wrong =
        new MemoryApart() {
          @Override
          public void dbSyncToPrimary(OpaqueDataBuffer buffer) {}
        };
    NativeLibrary.Attempt attempt =
        NativeLibrary.attempt("CUDA library", () -> new ManagedDevice(wrong, ""));
    assertThat(attempt.probe().detail())
        .isEqualTo("its matrix products are wrong; the backend 'jvm' needs no native library");
  }
}
