package org.neurite.core.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Areas under curves of yes-or-no scores, threshold by threshold from the highest. Scores among
 * which is a NaN have no order, so their area is NaN.
 */
final class Curves {
  private Curves() {}

  /** Area under the true positive rate over the false positive rate; ties count half. */
  static double roc(double[] scores, double[] targets) {
    if (unordered(scores)) {
      return Double.NaN;
    }
    double[] area = new double[1];
    sweep(
        scores,
        targets,
        (hits, alarms, moreHits, moreAlarms) -> area[0] += moreAlarms * (hits - moreHits / 2));
    double yes = Arrays.stream(targets).filter(t -> t > 0.5).count();
    return area[0] / (yes * (targets.length - yes));
  }

  /** Average precision: the sum over thresholds of precision times the recall gained. */
  static double precisionRecall(double[] scores, double[] targets) {
    if (unordered(scores)) {
      return Double.NaN;
    }
    double[] area = new double[1];
    sweep(
        scores,
        targets,
        (hits, alarms, moreHits, moreAlarms) -> area[0] += moreHits * hits / (hits + alarms));
    return area[0] / Arrays.stream(targets).filter(t -> t > 0.5).count();
  }

  private static boolean unordered(double[] scores) {
    return Arrays.stream(scores).anyMatch(Double::isNaN);
  }

  /** What is positive at a threshold, and what came with it. */
  private interface Threshold {
    void at(double hits, double alarms, double moreHits, double moreAlarms);
  }

  private static void sweep(double[] scores, double[] targets, Threshold threshold) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double hits = 0;
    double alarms = 0;
    for (int i = 0; i < order.length; ) {
      double moreHits = 0;
      double moreAlarms = 0;
      int first = i;
      for (; i < order.length && scores[order[i]] == scores[order[first]]; i++) {
        boolean yes = targets[order[i]] > 0.5;
        moreHits += yes ? 1 : 0;
        moreAlarms += yes ? 0 : 1;
      }
      hits += moreHits;
      alarms += moreAlarms;
      threshold.at(hits, alarms, moreHits, moreAlarms);
    }
  }
}
