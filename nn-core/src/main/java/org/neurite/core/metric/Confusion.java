package org.neurite.core.metric;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

/** Counts decisions by target and predicted class; results are a function of the counts. */
final class Confusion implements MetricAccumulator {
  /** Beyond this the table would not fit in memory: such a label is a mistake. */
  private static final int MOST_CLASSES = 10_000;

  private static final String IGNORE = "state ignoreIndex if it does not count";

  private final Optional<Double> threshold;
  private final Optional<Integer> ignoreIndex;
  private final Function<long[][], Map<String, Double>> results;
  private long[][] counts = new long[0][0];

  Confusion(
      Optional<Double> threshold,
      Optional<Integer> ignoreIndex,
      Function<long[][], Map<String, Double>> results) {
    this.threshold = threshold;
    this.ignoreIndex = ignoreIndex;
    this.results = results;
  }

  @Override
  public void add(NDArray prediction, NDArray target) {
    Decisions.forEach(prediction, target, threshold, this::count);
  }

  private void count(int target, int predicted) {
    if (!ignoreIndex.equals(Optional.of(target))) {
      count(target, predicted, 1);
    }
  }

  private void count(int target, int predicted, long times) {
    int largest = Math.max(target, predicted);
    if (Math.min(target, predicted) < 0 || largest >= MOST_CLASSES) {
      throw Decisions.mismatch(
          "classes from 0 to " + (MOST_CLASSES - 1),
          "target " + target + ", predicted " + predicted,
          target < 0 ? IGNORE : "");
    }
    grow(largest + 1);
    counts[target][predicted] += times;
  }

  private void grow(int classes) {
    if (classes > counts.length) {
      long[][] larger = new long[classes][];
      for (int i = 0; i < classes; i++) {
        larger[i] = i < counts.length ? Arrays.copyOf(counts[i], classes) : new long[classes];
      }
      counts = larger;
    }
  }

  @Override
  public void merge(MetricAccumulator other) {
    long[][] more = ((Confusion) other).counts;
    for (int target = 0; target < more.length; target++) {
      for (int predicted = 0; predicted < more.length; predicted++) {
        count(target, predicted, more[target][predicted]);
      }
    }
  }

  @Override
  public Map<String, Double> results() {
    return results.apply(counts);
  }
}
