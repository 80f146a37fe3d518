package org.neurite.core.metric;

// long: three ways to average over classes

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;

/**
 * Precision {@code TP / (TP + FP)}, recall {@code TP / (TP + FN)} and their harmonic mean (van
 * Rijsbergen, 1979) as {@code precision}, {@code recall} and {@code f1}; per class with the class
 * behind, {@code f1_2}. Where a denominator is 0 the value is 0. Predictions and targets as for
 * {@link Accuracy}.
 *
 * @param averaging how classes are averaged
 * @param threshold score above which a prediction is positive: 0 for logits, 0.5 for probabilities
 * @param ignoreIndex class index of samples that do not count, as of the loss
 */
public record PrecisionRecallF1(
    @Setting(doc = "how classes are averaged", defaultValue = "macro") Averaging averaging,
    @Setting(doc = "score above which an answer is positive; empty for the largest of C classes")
        Optional<Double> threshold,
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Metric {

  /** Checks the settings. */
  public PrecisionRecallF1 {
    Objects.requireNonNull(averaging, "averaging");
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
  }

  /** The plain mean over several classes. */
  public PrecisionRecallF1() {
    this(Averaging.MACRO);
  }

  /**
   * Among several classes.
   *
   * @param averaging how classes are averaged
   */
  public PrecisionRecallF1(Averaging averaging) {
    this(averaging, Optional.empty(), Optional.empty());
  }

  /**
   * Of yes-or-no answers.
   *
   * @param averaging how the two classes are averaged
   * @param threshold score above which the answer is yes
   */
  public PrecisionRecallF1(Averaging averaging, double threshold) {
    this(averaging, Optional.of(threshold), Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    return new Confusion(threshold, ignoreIndex, this::results);
  }

  /** Decisions about one class: right ones, all for it, all of it. */
  private record Tally(long right, long predicted, long actual) {
    static Tally of(long[][] counts, int c) {
      long predicted = IntStream.range(0, counts.length).mapToLong(t -> counts[t][c]).sum();
      return new Tally(
          counts[c][c],
          predicted,
          IntStream.range(0, counts.length).mapToLong(p -> counts[c][p]).sum());
    }

    Tally plus(Tally other) {
      return new Tally(right + other.right, predicted + other.predicted, actual + other.actual);
    }

    double precision() {
      return ratio(right, predicted);
    }

    double recall() {
      return ratio(right, actual);
    }

    double f1() {
      return ratio(2 * right, predicted + actual);
    }

    private static double ratio(long part, long whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
  }

  private Map<String, Double> results(long[][] counts) {
    Tally[] tallies =
        IntStream.range(0, counts.length).mapToObj(c -> Tally.of(counts, c)).toArray(Tally[]::new);
    Map<String, Double> results = new LinkedHashMap<>();
    add(results, "precision", tallies, Tally::precision);
    add(results, "recall", tallies, Tally::recall);
    add(results, "f1", tallies, Tally::f1);
    return results;
  }

  private void add(
      Map<String, Double> results, String name, Tally[] tallies, ToDoubleFunction<Tally> value) {
    if (averaging == Averaging.PER_CLASS) {
      for (int c = 0; c < tallies.length; c++) {
        results.put(name + "_" + c, value.applyAsDouble(tallies[c]));
      }
    } else {
      results.put(name, average(tallies, value));
    }
  }

  private double average(Tally[] tallies, ToDoubleFunction<Tally> value) {
    if (averaging == Averaging.MICRO) {
      Tally all = new Tally(0, 0, 0);
      for (Tally tally : tallies) {
        all = all.plus(tally);
      }
      return value.applyAsDouble(all);
    }
    double sum = 0;
    double weights = 0;
    for (Tally tally : tallies) {
      double weight = averaging == Averaging.WEIGHTED ? tally.actual : occurs(tally) ? 1 : 0;
      sum += weight * value.applyAsDouble(tally);
      weights += weight;
    }
    return sum / weights;
  }

  private static boolean occurs(Tally tally) {
    return tally.actual + tally.predicted > 0;
  }
}
