package org.neurite.core.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;

/**
 * How often each class was taken for which (Pearson, 1904): {@code confusion_T_P} counts samples of
 * class T that were predicted as P, for all classes up to the largest seen. Predictions and targets
 * as for {@link Accuracy}.
 *
 * @param threshold score above which a prediction is positive: 0 for logits, 0.5 for probabilities
 * @param ignoreIndex class index of samples that do not count, as of the loss
 */
public record ConfusionMatrix(
    @Setting(doc = "score above which an answer is positive; empty for the largest of C classes")
        Optional<Double> threshold,
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Metric {

  /** Checks the settings. */
  public ConfusionMatrix {
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
  }

  /** Among several classes. */
  public ConfusionMatrix() {
    this(Optional.empty(), Optional.empty());
  }

  /**
   * Of yes-or-no answers.
   *
   * @param threshold score above which the answer is yes
   */
  public ConfusionMatrix(double threshold) {
    this(Optional.of(threshold), Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    return new Confusion(threshold, ignoreIndex, ConfusionMatrix::cells);
  }

  private static Map<String, Double> cells(long[][] counts) {
    Map<String, Double> cells = new LinkedHashMap<>();
    for (int target = 0; target < counts.length; target++) {
      for (int predicted = 0; predicted < counts.length; predicted++) {
        cells.put("confusion_" + target + "_" + predicted, (double) counts[target][predicted]);
      }
    }
    return cells;
  }
}
