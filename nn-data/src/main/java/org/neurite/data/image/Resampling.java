package org.neurite.data.image;

/**
 * Brings one line of numbers to another length: each result is a mean of those around its place,
 * weighted by a triangle that is as wide as a result's share of the line, and at least two numbers
 * wide.
 */
final class Resampling {
  private final int[] firsts;
  private final float[][] weights;

  /** The first result that has a share of the place that was shared last, or of a later one. */
  private int reached;

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

  /** The first number that a result has a share of. */
  int first(int result) {
    return firsts[result];
  }

  /** The number after the last one that a result has a share of. */
  int end(int result) {
    return firsts[result] + weights[result].length;
  }

  /** Lines of numbers, each at the new length. */
  float[][] of(float[][] lines) {
    float[][] results = new float[lines.length][firsts.length];
    for (int i = 0; i < lines.length; i++) {
      for (int result = 0; result < firsts.length; result++) {
        results[i][result] = at(result, lines[i]);
      }
    }
    return results;
  }

  private float at(int result, float[] line) {
    float sum = 0;
    int at = firsts[result];
    for (float share : weights[result]) {
      sum += share * line[at++];
    }
    return sum;
  }

  /**
   * Adds rows of several planes, which stand at one place, to all results that have a share of it.
   * To be called for one place after the other.
   *
   * @param place which number of the line these rows are
   * @param rows one for each plane
   * @param sums for each plane, results row by row
   */
  void share(int place, float[][] rows, float[][] sums) {
    while (end(reached) <= place) {
      reached++;
    }
    for (int result = reached; result < firsts.length && firsts[result] <= place; result++) {
      float share = weights[result][place - firsts[result]];
      for (int plane = 0; plane < rows.length; plane++) {
        int at = result * rows[plane].length;
        for (float value : rows[plane]) {
          sums[plane][at++] += share * value;
        }
      }
    }
  }
}
