package org.neurite.backend.jvm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.kernel.Forms;
import org.neurite.backend.jvm.loop.LoopFactory;

/**
 * One array of floats. Integers and truth values are floats too: integers are exact up to {@link
 * #EXACT}, and larger ones are refused when written. The array is padded, so that loops over
 * vectors may reach beyond the last element.
 */
public final class HeapBuffer implements DeviceBuffer {
  /** Up to this magnitude every integer is a float. */
  static final int EXACT = 1 << 24;

  /** The longest array that every JVM can make, less what it is padded by. */
  private static final long LONGEST = Integer.MAX_VALUE - 8 - LoopFactory.PADDING;

  private static final float[] FREED = {};

  private final String backend;
  private final DataType dataType;
  private final int elements;
  private float[] data;
  private volatile @Nullable Forms forms;

  private HeapBuffer(String backend, DataType dataType, int elements, float[] data) {
    this.backend = backend;
    this.dataType = dataType;
    this.elements = elements;
    this.data = data;
  }

  static HeapBuffer allocate(String backend, DataType dataType, long elements) {
    if (dataType == DataType.FLOAT64) {
      throw new BackendException(
          Problem.of(ErrorCode.UNSUPPORTED)
              .at("backend " + backend)
              .expected("float32, int32 or bool: this backend computes in float32")
              .found("float64")
              .mend("convert with cast(FLOAT32), or use the reference interpreter for doubles"));
    }
    if (elements > LONGEST) {
      throw outOfMemory(
          backend, elements, "the limit of a Java array, " + LONGEST + " elements", null);
    }
    try {
      float[] padded = new float[(int) elements + LoopFactory.PADDING];
      return new HeapBuffer(backend, dataType, (int) elements, padded);
    } catch (OutOfMemoryError e) {
      String heap = "a heap of at most " + Runtime.getRuntime().maxMemory() + " bytes";
      throw outOfMemory(backend, elements, heap, e);
    }
  }

  /** The memory of a slot of a loop's body; a constant has its content. */
  static float[] of(String backend, Slot slot, int capacity) {
    HeapBuffer buffer = allocate(backend, slot.dataType(), slot.elements(capacity));
    slot.constant().ifPresent(c -> buffer.write(c.toDoubles(), 0, 0, c.length()));
    return buffer.data;
  }

  private static BackendException outOfMemory(
      String backend, long elements, String found, @Nullable Throwable cause) {
    Problem problem =
        Problem.of(ErrorCode.OUT_OF_MEMORY)
            .at("backend " + backend)
            .expected("memory for " + elements + " elements, " + 4 * elements + " bytes")
            .found(found)
            .mend("use a smaller batch or a smaller network, or give the JVM more memory (-Xmx)");
    return cause == null ? new BackendException(problem) : new BackendException(problem, cause);
  }

  /**
   * The memory itself, which kernels read and write.
   *
   * @return the array, longer than the buffer by what loops may reach beyond its end
   * @throws BackendException if the buffer is closed
   */
  public float[] data() {
    requireOpen();
    return data;
  }

  @Override
  public void freeze() {
    requireOpen();
    if (forms == null) {
      forms = new Forms(true);
    }
  }

  /** Where forms of the content are kept; null while it may change. */
  @Nullable Forms forms() {
    return forms;
  }

  void requireWritable() {
    requireOpen();
    if (forms != null) {
      throw new BackendException(
          Problem.of(ErrorCode.BAD_SESSION)
              .at("backend " + backend)
              .expected("a buffer that may change")
              .found("one that was frozen, as a predictor does with its weights")
              .mend("write into a buffer of your own"));
    }
  }

  @Override
  public DataType dataType() {
    return dataType;
  }

  @Override
  public long elements() {
    return elements;
  }

  @Override
  public void write(float[] source, int offset, long to, int count) {
    int at = checkWrite(to, count);
    if (dataType == DataType.FLOAT32) {
      System.arraycopy(source, offset, data, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      data[at + i] = held(source[offset + i]);
    }
  }

  @Override
  public void write(double[] source, int offset, long to, int count) {
    int at = checkWrite(to, count);
    for (int i = 0; i < count; i++) {
      double value = source[offset + i];
      data[at + i] = dataType == DataType.FLOAT32 ? (float) value : held(value);
    }
  }

  @Override
  public void write(int[] source, int offset, long to, int count) {
    int at = checkWrite(to, count);
    for (int i = 0; i < count; i++) {
      int value = source[offset + i];
      data[at + i] = dataType == DataType.BOOL ? truth(value) : exact(value);
    }
  }

  /** A number as this buffer's integer or truth value. */
  private float held(double value) {
    return dataType == DataType.BOOL ? truth(value) : exact((int) value);
  }

  private static float truth(double value) {
    return value != 0 ? 1 : 0;
  }

  private float exact(int value) {
    if (value > EXACT || value < -EXACT) {
      throw new BackendException(
          Problem.of(ErrorCode.UNSUPPORTED)
              .at("backend " + backend)
              .expected("integers from -" + EXACT + " to " + EXACT + ", which a float32 holds")
              .found(Integer.toString(value))
              .mend("choose a backend with int32 memory, or map the numbers to a smaller range"));
    }
    return value;
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    System.arraycopy(data, check(from, count), target, offset, count);
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    int at = check(from, count);
    for (int i = 0; i < count; i++) {
      target[offset + i] = data[at + i];
    }
  }

  @Override
  public void read(long from, int[] target, int offset, int count) {
    int at = check(from, count);
    for (int i = 0; i < count; i++) {
      target[offset + i] = (int) data[at + i];
    }
  }

  private int checkWrite(long to, int count) {
    requireWritable();
    return check(to, count);
  }

  private int check(long from, int count) {
    requireOpen();
    try {
      return (int) Objects.checkFromIndexSize(from, count, elements);
    } catch (IndexOutOfBoundsException e) {
      throw new BackendException(
          Problem.of(ErrorCode.BAD_SESSION)
              .at("backend " + backend)
              .expected("a range inside a buffer of " + elements + " elements")
              .found(count + " elements from " + from),
          e);
    }
  }

  private void requireOpen() {
    if (data == FREED) {
      throw new BackendException(
          Problem.of(ErrorCode.BAD_SESSION)
              .at("backend " + backend)
              .expected("an open buffer")
              .found("a closed one"));
    }
  }

  @Override
  public void close() {
    data = FREED;
    forms = null;
  }
}
