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
 */
public record MatthewsCorrelation(
    @Setting(doc = "score above which an answer is positive; empty for the largest of C classes")
        Optional<Double> threshold)
    implements Metric {

  /** Checks the setting. */
  public MatthewsCorrelation {
    Objects.requireNonNull(threshold, "threshold");
  }

  /** Among several classes. */
  public MatthewsCorrelation() {
    this(Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    return new Confusion(
        threshold, counts -> Map.of("matthews", correlation(CohenKappa.Table.of(counts))));
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
