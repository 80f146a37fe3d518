package org.neurite.backend.jvm.elementwise;

import java.util.Arrays;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.loop.LoopFactory;

/**
 * An operand with fewer elements than the domain, made available as blocks that begin at index 0.
 * How is decided when the batch size changes: a number or a short row is laid out once per range,
 * anything else is copied block by block.
 */
final class BroadcastOperand {
  private static final int BLOCK = Blocks.BLOCK;

  private enum Mode {
    NUMBER,
    ROW,
    OTHER
  }

  private final int value;
  private final float[] data;
  private final Dim[] dims;
  private final boolean[] repeated;
  private final int[] sizes;
  private final int[] strides;
  private int rank;
  private Mode mode = Mode.NUMBER;

  /** Positions in the outer dimensions, for each worker. */
  private final int[][] positions;

  /** The number or the row over and over, for each worker. */
  private final float[][] patterns;

  private final float[][] copies;

  BroadcastOperand(int value, float[] data, Shape shape, Shape domain, int workers) {
    this.value = value;
    this.data = data;
    int missing = domain.rank() - shape.rank();
    this.dims = domain.dims().toArray(Dim[]::new);
    this.repeated = new boolean[dims.length];
    for (int i = 0; i < dims.length; i++) {
      repeated[i] = i < missing || shape.dim(i - missing).isOne();
    }
    this.sizes = new int[dims.length];
    this.strides = new int[dims.length];
    this.positions = new int[workers][dims.length];
    this.patterns = new float[workers][BLOCK + LoopFactory.PADDING];
    this.copies = new float[workers][BLOCK + LoopFactory.PADDING];
  }

  /** Decides how to read for a batch size: joins dimensions that lie regularly in memory. */
  void resolve(int n) {
    rank = 0;
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      int size = (int) dims[i].at(n);
      if (size > 1) {
        push(size, repeated[i] ? 0 : stride);
      }
      stride *= repeated[i] ? 1 : size;
    }
    boolean row = rank == 2 && strides[0] == 1 && strides[1] == 0 && sizes[0] <= BLOCK;
    boolean number = rank == 0 || rank == 1 && strides[0] == 0;
    mode = number ? Mode.NUMBER : row ? Mode.ROW : Mode.OTHER;
  }

  /** Adds an outer dimension; index 0 is the innermost. */
  private void push(int size, int stride) {
    if (rank > 0 && stride == strides[rank - 1] * sizes[rank - 1]) {
      sizes[rank - 1] *= size;
    } else {
      sizes[rank] = size;
      strides[rank++] = stride;
    }
  }

  /** Prepares a worker for a range of some elements. */
  void begin(float[][] arrays, int worker, int count) {
    float[] pattern = patterns[worker];
    arrays[value] = pattern;
    if (mode == Mode.NUMBER) {
      Arrays.fill(pattern, 0, Math.min(BLOCK, count), data[0]);
    } else if (mode == Mode.ROW) {
      layOut(pattern, Math.min(wholeRows(), count));
    }
  }

  /** Elements of as many rows as fit in a block, if possible a multiple of what a vector holds. */
  private int wholeRows() {
    int most = BLOCK / sizes[0];
    int together =
        LoopFactory.PADDING / Math.min(LoopFactory.PADDING, Integer.lowestOneBit(sizes[0]));
    int rows = most < together ? most : most / together * together;
    return rows * sizes[0];
  }

  private void layOut(float[] pattern, int count) {
    int filled = sizes[0];
    System.arraycopy(data, 0, pattern, 0, filled);
    while (filled < count) {
      int more = Math.min(filled, count - filled);
      System.arraycopy(pattern, 0, pattern, filled, more);
      filled += more;
    }
  }

  /** How many elements from {@code start} to take, so that the next block begins with a row. */
  int limit(int start, int count) {
    return mode == Mode.ROW ? Math.min(count, wholeRows() - start % sizes[0]) : count;
  }

  /** Makes a block available to a worker. */
  void place(float[][] arrays, int worker, int start, int count) {
    boolean laidOut = mode == Mode.NUMBER || mode == Mode.ROW && start % sizes[0] == 0;
    arrays[value] = laidOut ? patterns[worker] : copies[worker];
    if (!laidOut) {
      copy(copies[worker], positions[worker], start, count);
    }
  }

  private void copy(float[] target, int[] position, int start, int count) {
    int rest = start / sizes[0];
    int at = 0;
    for (int d = 1; d < rank; d++) {
      position[d] = rest % sizes[d];
      rest /= sizes[d];
      at += position[d] * strides[d];
    }
    int within = start % sizes[0];
    for (int filled = 0; filled < count; ) {
      int run = Math.min(sizes[0] - within, count - filled);
      if (strides[0] == 0) {
        Arrays.fill(target, filled, filled + run, data[at]);
      } else {
        System.arraycopy(data, at + within, target, filled, run);
      }
      filled += run;
      within = 0;
      at = advance(position, at);
    }
  }

  private int advance(int[] position, int at) {
    int next = at;
    for (int d = 1; d < rank; d++) {
      next += strides[d];
      if (++position[d] < sizes[d]) {
        return next;
      }
      next -= strides[d] * sizes[d];
      position[d] = 0;
    }
    return next;
  }
}
