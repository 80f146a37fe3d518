package org.neurite.backend.jvm.elementwise;

import java.util.Arrays;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.loop.LoopFactory;

/**
 * An operand with fewer elements than the domain, made available as blocks that begin at index 0.
 * How is decided when the batch size changes: a number or a short row is laid out once per range,
 * anything else is copied block by block.
 */
final class BroadcastOperand {
  private static final int BLOCK = Blocks.BLOCK;

  /** Most elements that are filled one by one. */
  private static final int SHORT = 8;

  private enum Mode {
    NUMBER,
    ROW,
    OTHER
  }

  private final int value;
  private final float[] data;
  private final Repetition repetition;
  private Mode mode = Mode.NUMBER;

  /** Positions in the outer dimensions, for each worker. */
  private final int[][] positions;

  /** The number or the row over and over, for each worker. */
  private final float[][] patterns;

  private final float[][] copies;

  BroadcastOperand(int value, float[] data, Shape shape, Shape domain, int workers) {
    this.value = value;
    this.data = data;
    this.repetition = new Repetition(shape, domain);
    this.positions = new int[workers][domain.rank()];
    this.patterns = new float[workers][BLOCK + LoopFactory.PADDING];
    this.copies = new float[workers][BLOCK + LoopFactory.PADDING];
  }

  /** Decides how to read for a batch size. */
  void resolve(int n) {
    repetition.resolve(n);
    boolean row = repetition.isRow() && repetition.length() <= BLOCK;
    mode = repetition.isNumber() ? Mode.NUMBER : row ? Mode.ROW : Mode.OTHER;
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
    int length = repetition.length();
    int most = BLOCK / length;
    int together =
        LoopFactory.PADDING / Math.min(LoopFactory.PADDING, Integer.lowestOneBit(length));
    int rows = most < together ? most : most / together * together;
    return rows * length;
  }

  private void layOut(float[] pattern, int count) {
    int filled = repetition.length();
    System.arraycopy(data, 0, pattern, 0, filled);
    while (filled < count) {
      int more = Math.min(filled, count - filled);
      System.arraycopy(pattern, 0, pattern, filled, more);
      filled += more;
    }
  }

  /** How many elements from {@code start} to take, so that the next block begins with a row. */
  int limit(int start, int count) {
    return mode == Mode.ROW ? Math.min(count, wholeRows() - start % repetition.length()) : count;
  }

  /** Makes a block available to a worker. */
  void place(float[][] arrays, int worker, int start, int count) {
    boolean laidOut = mode == Mode.NUMBER || mode == Mode.ROW && start % repetition.length() == 0;
    arrays[value] = laidOut ? patterns[worker] : copies[worker];
    if (!laidOut) {
      copy(copies[worker], positions[worker], start, count);
    }
  }

  private void copy(float[] target, int[] position, int start, int count) {
    int at = repetition.enter(start, position);
    int within = start % repetition.length();
    for (int filled = 0; filled < count; ) {
      int run = Math.min(repetition.length() - within, count - filled);
      if (repetition.isRun()) {
        fill(target, filled, filled + run, data[at]);
      } else {
        System.arraycopy(data, at + within, target, filled, run);
      }
      filled += run;
      within = 0;
      at = repetition.advance(position, at);
    }
  }

  /** Runs are often shorter than what a call takes. */
  private static void fill(float[] target, int from, int to, float number) {
    if (to - from > SHORT) {
      Arrays.fill(target, from, to, number);
      return;
    }
    for (int i = from; i < to; i++) {
      target[i] = number;
    }
  }
}
