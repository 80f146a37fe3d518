package org.neurite.backend.jvm.reduce;

import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.backend.jvm.elementwise.ArrayFunction;
import org.neurite.backend.jvm.elementwise.Blocks;
import org.neurite.backend.jvm.loop.LoopFactory;

/**
 * What softmax needs of some rows: their logits less the largest, the exponentials of these, their
 * sums, and the logarithms of the sums. Memory of one worker.
 */
final class SoftmaxRows {
  private final int capacity;
  private final float[] shifted;
  private final float[] exponentials;
  private final float[] sums;
  private final float[] logs;
  private final ArrayFunction exp;
  private final ArrayFunction log;
  private int width;

  /**
   * Gets memory.
   *
   * @param loops makes the loops of exp and log
   * @param mostWidth length of the longest row
   */
  SoftmaxRows(LoopFactory loops, int mostWidth) {
    capacity = Math.max(Blocks.BLOCK, mostWidth);
    shifted = new float[capacity + LoopFactory.PADDING];
    exponentials = new float[capacity + LoopFactory.PADDING];
    sums = new float[Blocks.BLOCK + LoopFactory.PADDING];
    logs = new float[Blocks.BLOCK + LoopFactory.PADDING];
    exp = new ArrayFunction(UnaryKind.EXP, loops, capacity);
    log = new ArrayFunction(UnaryKind.LOG, loops, Blocks.BLOCK);
  }

  /** How many rows to take together. */
  static int rowsAtOnce(int width) {
    return Math.max(1, Blocks.BLOCK / width);
  }

  /** Computes all for rows of {@code x} from index {@code start}. */
  void compute(float[] x, int start, int rows, int newWidth, boolean withLogs) {
    width = newWidth;
    for (int r = 0; r < rows; r++) {
      int from = start + r * width;
      float max = width < 8 ? largest(x, from) : Combiner.MAX.run(x, from, width);
      for (int i = 0; i < width; i++) {
        shifted[r * width + i] = x[from + i] - max;
      }
    }
    exp.apply(shifted, exponentials, rows * width);
    for (int r = 0; r < rows; r++) {
      sums[r] = sum(r * width);
    }
    if (withLogs) {
      log.apply(sums, logs, rows);
    }
  }

  private float largest(float[] x, int from) {
    float max = x[from];
    for (int i = 1; i < width; i++) {
      max = Math.max(max, x[from + i]);
    }
    return max;
  }

  /** Blocks are summed in float, and their sums in double. */
  private float sum(int from) {
    double sum = 0;
    for (int done = 0; done < width; done += Blocks.BLOCK) {
      int count = Math.min(Blocks.BLOCK, width - done);
      sum += Combiner.SUM.run(exponentials, from + done, count);
    }
    return (float) sum;
  }

  /** Writes the softmax of a row. */
  void softmax(int row, float[] y, int at) {
    float sum = sums[row];
    for (int i = 0; i < width; i++) {
      y[at + i] = exponentials[row * width + i] / sum;
    }
  }

  /** Writes the logarithm of the softmax of a row. */
  void logSoftmax(int row, float[] y, int at) {
    float lost = logs[row];
    for (int i = 0; i < width; i++) {
      y[at + i] = shifted[row * width + i] - lost;
    }
  }

  /** Minus the sum of targets times logarithms of a row. */
  float crossEntropy(int row, float[] targets, int at) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += targets[at + i] * (logs[row] - shifted[row * width + i]);
    }
    return (float) sum;
  }

  /** Writes the softmax of a row times the sum of its targets, less the targets. */
  void gradient(int row, float[] targets, float[] y, int at) {
    float total = 0;
    for (int i = 0; i < width; i++) {
      total += targets[at + i];
    }
    float factor = total / sums[row];
    for (int i = 0; i < width; i++) {
      y[at + i] = exponentials[row * width + i] * factor - targets[at + i];
    }
  }
}
