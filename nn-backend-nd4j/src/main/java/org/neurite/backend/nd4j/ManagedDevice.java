package org.neurite.backend.nd4j;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.OpaqueDataBuffer;
import org.neurite.api.BackendException;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.LinearOps.MatMul;

/**
 * A device whose memory is ND4J's affair: buffers that its library keeps in two places, the host's
 * memory and the device's, and operations of that library on them. Nothing here depends on which
 * device that is, and whatever {@link NativeOps} is given computes; on a processor the two places
 * are one.
 */
final class ManagedDevice implements Device {
  private static final int FLOAT32 = 5;

  private final NativeOps ops;
  private final String description;
  private final ThreadLocal<Boolean> chosen;

  /**
   * Computes by a build of ND4J.
   *
   * @param ops the library's entries, initialized
   * @param description for the probe
   */
  ManagedDevice(NativeOps ops, String description) {
    this.ops = ops;
    this.description = description;
    chosen = ThreadLocal.withInitial(() -> ops.setDevice(0) == 0);
  }

  /**
   * The library's entries. On its own it spreads threads over all devices there are, whereas a
   * session's memory is on one.
   */
  NativeOps ops() {
    chosen.get();
    return ops;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean convolvesFasterThanVectors() {
    return true;
  }

  /** Says at each change which of both places has the newer content, as ND4J's own arrays do. */
  private final class Memory implements Twin {
    private final OpaqueDataBuffer buffer;
    private final FloatBuffer view;

    Memory(OpaqueDataBuffer buffer, long elements) {
      this.buffer = buffer;
      view = new FloatPointer(ops().dbPrimaryBuffer(buffer)).capacity(elements).asBuffer();
    }

    @Override
    public void write(float[] source, int count) {
      view.put(0, source, 0, count);
      ops().dbTickHostWrite(buffer);
      ops().dbSyncToSpecial(buffer);
    }

    @Override
    public void read(float[] target, int count) {
      ops().dbSyncToPrimary(buffer);
      view.get(0, target, 0, count);
    }

    @Override
    public void close() {
      ops().dbClose(buffer);
      ops().deleteDataBuffer(buffer);
    }
  }

  @Override
  public Twin allocate(long elements) {
    OpaqueDataBuffer buffer = ops().dbAllocateDataBuffer(elements, FLOAT32, true);
    if (buffer == null) {
      throw new BackendException(
          Device.noMemory(elements, String.valueOf(ops.lastErrorMessage()))
              .mend("use a smaller batch, or the backend 'jvm'"));
    }
    return new Memory(buffer, elements);
  }

  /** The memory of a buffer that this device computes with. */
  static OpaqueDataBuffer memory(MirroredBuffer buffer) {
    return ((Memory) buffer.twin()).buffer;
  }

  @Override
  public Kernel product(MatMul op, Call call) {
    long[] settings = {op.transposeA() ? 1 : 0, op.transposeB() ? 1 : 0};
    return new OperationKernel(this, new Operation(ops(), "matmul"), settings, call);
  }

  @Override
  public Kernel convolution(LinearOps.Conv op, Call call) {
    long[] settings = Conv2d.settings(op.window());
    return new OperationKernel(this, new Operation(ops(), Conv2d.NAME), settings, call);
  }
}
