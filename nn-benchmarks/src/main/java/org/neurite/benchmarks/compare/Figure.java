package org.neurite.benchmarks.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.neurite.benchmarks.subject.Outcome;

/**
 * One quantity over the rounds.
 *
 * @param median the middle of the rounds
 * @param min the smallest
 * @param max the largest
 */
record Figure(double median, double min, double max) {
  /**
   * Takes a quantity from each round.
   *
   * @param rounds what was measured
   * @param quantity which of it
   * @return its median and range; NaN if there are no rounds
   */
  static Figure of(List<Outcome> rounds, ToDoubleFunction<Outcome> quantity) {
    double[] sorted = rounds.stream().mapToDouble(quantity).sorted().toArray();
    int n = sorted.length;
    if (n == 0) {
      return new Figure(Double.NaN, Double.NaN, Double.NaN);
    }
    return new Figure((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
  }

  /** Whether there is something to show. */
  boolean isKnown() {
    return !Double.isNaN(median);
  }
}
