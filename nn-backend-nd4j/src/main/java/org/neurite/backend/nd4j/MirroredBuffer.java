package org.neurite.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.HeapBuffer;

/**
 * An array on the heap, for kernels in Java, and a copy in the device's memory if a kernel of the
 * device uses it. Content is copied when one side wants what the other has, and only then: weights
 * that did not change are not copied again, and what only native kernels read never comes back.
 */
final class MirroredBuffer implements DeviceBuffer {
  /** Most elements: a view of native memory is counted in bytes, by an int. */
  static final long MOST_ELEMENTS = Integer.MAX_VALUE / Float.BYTES;

  private final HeapBuffer heap;
  private final Device device;
  private final List<Runnable> whenClosed = new ArrayList<>();
  private Device.@Nullable Twin twin;

  /** How many of the first elements the native side has as the heap has them. */
  private volatile int copied;

  /** How many of the first elements only the native side has. */
  private volatile int ahead;

  MirroredBuffer(HeapBuffer heap, Device device) {
    this.heap = heap;
    this.device = device;
  }

  HeapBuffer heap() {
    return heap;
  }

  /**
   * Memory for native kernels, allocated once; free after {@link #close}.
   *
   * @throws BackendException with {@code NN-1503} if there is not enough, or the buffer has more
   *     than {@link #MOST_ELEMENTS}
   */
  synchronized Device.Twin twin() {
    if (twin == null) {
      requireAddressable(elements());
      twin = device.allocate(elements());
    }
    return twin;
  }

  /** A native twin has a limit of its own, which is told before anything is allocated. */
  static void requireAddressable(long elements) {
    if (elements > MOST_ELEMENTS) {
      throw new BackendException(
          Problem.of(ErrorCode.OUT_OF_MEMORY)
              .at("backend " + Nd4jBackendProvider.NAME)
              .expected("at most " + MOST_ELEMENTS + " elements, 2 GiB, for a native kernel")
              .found(elements + " elements")
              .mend("use a smaller batch, or the backend 'jvm'"));
    }
  }

  /** Does something when the memory is freed. */
  void whenClosed(Runnable action) {
    whenClosed.add(action);
  }

  /**
   * Lets native kernels see the first elements. Sessions that share a variable may both ask.
   *
   * @throws BackendException if the buffer is closed
   */
  void toNative(int count) {
    requireOpen();
    if (ahead == 0 && copied < count) {
      copy(count);
    }
  }

  private synchronized void copy(int count) {
    if (twin != null && copied < count) {
      twin.write(heap.data(), count);
      copied = count;
    }
  }

  /** Native memory that was freed must not be touched: that would end the process. */
  void requireOpen() {
    heap.data();
  }

  /** Lets kernels in Java see everything. Sessions that share a variable may both ask. */
  void toHeap() {
    if (ahead > 0) {
      copyBack();
    }
  }

  private synchronized void copyBack() {
    if (ahead > 0 && twin != null) {
      twin.read(heap.data(), ahead);
      copied = ahead;
      ahead = 0;
    }
  }

  /** Notes that the heap's content is new. */
  void changedOnHeap() {
    ahead = 0;
    copied = 0;
  }

  /** Notes that native memory has new first elements. */
  void changedInNative(int count) {
    ahead = count;
    copied = 0;
  }

  @Override
  public void freeze() {
    toHeap();
    heap.freeze();
  }

  @Override
  public DataType dataType() {
    return heap.dataType();
  }

  @Override
  public long elements() {
    return heap.elements();
  }

  @Override
  public void write(float[] source, int offset, long to, int count) {
    toHeap();
    heap.write(source, offset, to, count);
    changedOnHeap();
  }

  @Override
  public void write(double[] source, int offset, long to, int count) {
    toHeap();
    heap.write(source, offset, to, count);
    changedOnHeap();
  }

  @Override
  public void write(int[] source, int offset, long to, int count) {
    toHeap();
    heap.write(source, offset, to, count);
    changedOnHeap();
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    toHeap();
    heap.read(from, target, offset, count);
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    toHeap();
    heap.read(from, target, offset, count);
  }

  @Override
  public void read(long from, int[] target, int offset, int count) {
    toHeap();
    heap.read(from, target, offset, count);
  }

  @Override
  public synchronized void close() {
    heap.close();
    whenClosed.forEach(Runnable::run);
    whenClosed.clear();
    ahead = 0;
    if (twin != null) {
      twin.close();
      twin = null;
    }
  }
}
