package org.neurite.data.stream;

import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.random.RandomStream;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;

/**
 * Shuffles rows as they stream by: each is drawn from a full buffer, and the next row of the stream
 * takes its place. The order is a function of the stream's order and of the random numbers alone.
 */
final class ShuffleBuffer implements Dataset.Reader {
  /** As many as a random number has different values. */
  static final int MOST = 1 << 24;

  private final EncodedRows rows;
  private final RandomStream random;
  private final int width;
  private final int capacity;
  private final float[] inputs;
  private final float[] targets;
  private final int[] labels;
  private int size;
  private long drawn;

  ShuffleBuffer(EncodedRows rows, int capacity, RandomStream random) {
    this.rows = rows;
    this.random = random;
    this.width = rows.width();
    this.capacity = capacity;
    long elements = (long) capacity * width;
    if (elements > Integer.MAX_VALUE - 8) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("shuffle buffer")
              .expected("at most 2^31 numbers")
              .found(capacity + " rows of " + width)
              .mend("make the buffer smaller"));
    }
    this.inputs = new float[(int) elements];
    this.targets = new float[rows.isClasses() ? 0 : capacity];
    this.labels = new int[rows.isClasses() ? capacity : 0];
  }

  @Override
  public int next(Batch batch) {
    while (size < capacity && rows.next()) {
      take(size++);
    }
    int count = 0;
    while (count < batch.capacity() && size > 0) {
      int slot = (int) (random.uniformAt(drawn++) * size);
      give(slot, batch, count++);
      if (rows.next()) {
        take(slot);
      } else {
        move(--size, slot);
      }
    }
    return count;
  }

  private void take(int slot) {
    rows.copyInput(inputs, slot);
    rows.copyTarget(targets, labels, slot);
  }

  private void give(int slot, Batch batch, int row) {
    System.arraycopy(inputs, slot * width, batch.inputs(), row * width, width);
    if (labels.length > 0) {
      batch.labels()[row] = labels[slot];
    } else {
      batch.targets()[row] = targets[slot];
    }
  }

  private void move(int from, int to) {
    System.arraycopy(inputs, from * width, inputs, to * width, width);
    if (labels.length > 0) {
      labels[to] = labels[from];
    } else {
      targets[to] = targets[from];
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
