package org.neurite.core.metric;

import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Part of the samples whose class is among the k best scores (Russakovsky et al., "ImageNet",
 * 2015), as {@code top_k_accuracy} with the number in place of k. Scores {@code [N, C, ..]}, int32
 * classes {@code [N, ..]}; of equal scores the first wins. A score that is NaN is never among the
 * k, and counts before all others.
 *
 * @param k how many scores count
 * @param ignoreIndex class index of samples that do not count, as of the loss
 */
public record TopKAccuracy(
    @Setting(doc = "how many scores count", defaultValue = "5", min = 1) int k,
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Metric {

  /** Checks the settings. */
  public TopKAccuracy {
    Settings.check(TopKAccuracy.class, "k", k);
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
  }

  /** Among the best five. */
  public TopKAccuracy() {
    this(5);
  }

  /**
   * Of all samples.
   *
   * @param k how many scores count
   */
  public TopKAccuracy(int k) {
    this(k, Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    return new Rows(
        "top_" + k + "_accuracy", ignoreIndex, this::isAmong, DoubleUnaryOperator.identity());
  }

  private double isAmong(double[] scores, int label) {
    int better = 0;
    for (int c = 0; c < scores.length; c++) {
      boolean behind = scores[c] < scores[label] || (scores[c] == scores[label] && c > label);
      better += behind || c == label ? 0 : 1;
    }
    return better < k && !Double.isNaN(scores[label]) ? 1 : 0;
  }
}
