package org.neurite.backend.jvm.reduce;

import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.elementwise.Blocks;
import org.neurite.backend.jvm.elementwise.Functions;

/** Softmax of rows, with scratch memory of one worker. */
final class SoftmaxRows {
  private static final int BLOCK = Blocks.BLOCK;

  private final float[] exponents = new float[BLOCK];
  private final float[] scratch1 = new float[BLOCK];
  private final float[] scratch2 = new float[BLOCK];

  /** Rows that fit in a block together. */
  static int rowsAtOnce(int width) {
    return Math.max(1, BLOCK / width);
  }

  /**
   * Computes the softmax of rows; of several only if they fit in a block.
   *
   * @param x logits
   * @param start first index
   * @param rows number of rows
   * @param width their length
   * @param y receives probabilities at the same place, or null
   * @param logs receives for each row the logarithm of its sum of exponents, its maximum included
   */
  void apply(float[] x, int start, int rows, int width, float @Nullable [] y, double[] logs) {
    if (width > BLOCK) {
      longRow(x, start, width, y, logs);
      return;
    }
    for (int r = 0; r < rows; r++) {
      float max = Combiner.MAX.run(x, start + r * width, width);
      shift(x, start + r * width, exponents, r * width, width, max);
      logs[r] = max;
    }
    Functions.exp(exponents, scratch1, scratch2, rows * width);
    for (int r = 0; r < rows; r++) {
      float sum = Combiner.SUM.run(exponents, r * width, width);
      logs[r] += Math.log(sum);
      if (y != null) {
        divide(exponents, r * width, y, start + r * width, width, sum);
      }
    }
  }

  private void longRow(float[] x, int start, int width, float @Nullable [] y, double[] logs) {
    float max = Combiner.MAX.run(x, start, width);
    double sum = 0;
    for (int at = 0; at < width; at += BLOCK) {
      int count = Math.min(BLOCK, width - at);
      shift(x, start + at, exponents, 0, count, max);
      Functions.exp(exponents, scratch1, scratch2, count);
      sum += Combiner.SUM.run(exponents, 0, count);
      if (y != null) {
        System.arraycopy(exponents, 0, y, start + at, count);
      }
    }
    logs[0] = max + Math.log(sum);
    if (y != null) {
      divide(y, start, y, start, width, (float) sum);
    }
  }

  private static void shift(float[] x, int from, float[] y, int to, int count, float by) {
    for (int i = 0; i < count; i++) {
      y[to + i] = x[from + i] - by;
    }
  }

  private static void divide(float[] x, int from, float[] y, int to, int count, float by) {
    for (int i = 0; i < count; i++) {
      y[to + i] = x[from + i] / by;
    }
  }
}
