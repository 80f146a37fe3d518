package org.neurite.core.metric;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;

/**
 * Correlation between targets and predictions (Matthews, 1975; Gorodkin, 2004) as {@code matthews}:
 * 1 is perfect, 0 is chance, as is a prediction or target that is always the same. Predictions and
 * targets as for {@link Accuracy}.
 *
 * @param threshold score above which a prediction is positive: 0 for logits, 0.5 for probabilities
 * @param ignoreIndex class index of samples that do not count, as of the loss
 */
public record MatthewsCorrelation(
    @Setting(doc = "score above which an answer is positive; empty for the largest of C classes")
        Optional<Double> threshold,
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Metric {

  /** Checks the settings. */
  public MatthewsCorrelation {
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
  }

  /** Among several classes. */
  public MatthewsCorrelation() {
    this(Optional.empty(), Optional.empty());
  }

  /**
   * Of yes-or-no answers.
   *
   * @param threshold score above which the answer is yes
   */
  public MatthewsCorrelation(double threshold) {
    this(Optional.of(threshold), Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    return new Confusion(
        threshold,
        ignoreIndex,
        counts -> Map.of("matthews", correlation(CohenKappa.Table.of(counts))));
  }

  private static double correlation(CohenKappa.Table table) {
    double square = table.total() * table.total();
    double spread = (square - table.targets()) * (square - table.predictions());
    double together = table.right() * table.total() - table.chance();
    if (table.total() == 0) {
      return Double.NaN;
    }
    return spread == 0 ? 0 : together / Math.sqrt(spread);
  }
}
