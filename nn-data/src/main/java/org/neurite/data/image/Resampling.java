package org.neurite.data.image;

/**
 * Brings one line of numbers to another length: each result is a mean of those around its place,
 * weighted by a triangle that is as wide as a result's share of the line, and at least two numbers
 * wide.
 */
final class Resampling {
  private final int[] firsts;
  private final float[][] weights;

  /**
   * Prepares weights.
   *
   * @param from where the part of the line begins that is kept
   * @param length how long that part is
   * @param size how many numbers the line has
   * @param results how many numbers are made
   */
  Resampling(double from, double length, int size, int results) {
    this.firsts = new int[results];
    this.weights = new float[results][];
    double step = length / results;
    double reach = Math.max(1, step);
    for (int i = 0; i < results; i++) {
      double center = from + (i + 0.5) * step - 0.5;
      int first = Math.max(0, (int) Math.ceil(center - reach));
      int last = Math.min(size - 1, (int) Math.floor(center + reach));
      firsts[i] = first;
      weights[i] = triangle(center, reach, first, last);
    }
  }

  private static float[] triangle(double center, double reach, int first, int last) {
    double[] heights = new double[last - first + 1];
    double sum = 0;
    for (int i = 0; i < heights.length; i++) {
      heights[i] = Math.max(1e-9, 1 - Math.abs(first + i - center) / reach);
      sum += heights[i];
    }
    float[] shares = new float[heights.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) (heights[i] / sum);
    }
    return shares;
  }

  /** One result, from numbers that stand a stride apart. */
  float at(int result, float[] line, int start, int stride) {
    float[] shares = weights[result];
    float sum = 0;
    int at = start + firsts[result] * stride;
    for (float share : shares) {
      sum += share * line[at];
      at += stride;
    }
    return sum;
  }
}
