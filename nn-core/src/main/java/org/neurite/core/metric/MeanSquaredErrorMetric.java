package org.neurite.core.metric;

import java.util.DoubleSummaryStatistics;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Mean of {@code (prediction - target)^2} over all elements, as {@code mse}; on probabilities of
 * yes it is the score of Brier (1950).
 */
public record MeanSquaredErrorMetric() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new ErrorStatistics(
        "mse", (p, t) -> (p - t) * (p - t), DoubleSummaryStatistics::getAverage);
  }
}
