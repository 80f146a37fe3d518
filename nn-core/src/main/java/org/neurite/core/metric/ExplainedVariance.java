package org.neurite.core.metric;

import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * {@code 1 - var(target - prediction) / var(target)} as {@code explained_variance} (scikit-learn's
 * explained_variance_score): like {@link RSquared}, but an error that is the same in every sample
 * costs nothing. Of several outputs {@code [N, ..]} the mean over the outputs. An output whose
 * targets are all equal counts 1 if its errors are, too, else 0.
 */
public record ExplainedVariance() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new OutputScores("explained_variance", (bias, deviations) -> deviations);
  }
}
