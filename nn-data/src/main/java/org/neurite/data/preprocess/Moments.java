package org.neurite.data.preprocess;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neurite.data.column.NumberColumn;

/**
 * What is learnt from the numbers of some rows.
 *
 * @param mean mean of those that are there, 0 if none is
 * @param deviation their population standard deviation, 0 if they are all alike
 * @param median their median, 0 if none is
 * @param missingShare how many of the rows have none, from 0 to 1
 */
record Moments(double mean, double deviation, double median, double missingShare) {
  /** Deviations below this part of the mean are rounding errors of a constant. */
  private static final double ROUNDING = 1e-12;

  static Moments of(NumberColumn column, int[] rows) {
    double[] present =
        IntStream.of(rows).mapToDouble(column::value).filter(v -> !Double.isNaN(v)).toArray();
    if (present.length == 0) {
      return new Moments(0, 0, 0, rows.length == 0 ? 0 : 1);
    }
    Arrays.sort(present);
    double mean = mean(present);
    double missing = (double) (rows.length - present.length) / rows.length;
    return new Moments(mean, deviation(present, mean), median(present), missing);
  }

  private static double mean(double[] values) {
    double scale = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
    if (scale == 0) {
      return 0;
    }
    double sum = 0;
    for (double value : values) {
      sum += value / scale;
    }
    return sum / values.length * scale;
  }

  private static double deviation(double[] values, double mean) {
    double scale = Math.max(mean - values[0], values[values.length - 1] - mean);
    if (scale <= ROUNDING * Math.abs(mean)) {
      return 0;
    }
    double sum = 0;
    for (double value : values) {
      double distance = (value - mean) / scale;
      sum += distance * distance;
    }
    return Math.sqrt(sum / values.length) * scale;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
  }
}
