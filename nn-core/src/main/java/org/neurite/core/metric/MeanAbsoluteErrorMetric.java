package org.neurite.core.metric;

import java.util.DoubleSummaryStatistics;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Mean of {@code |prediction - target|} over all elements (scikit-learn's mean_absolute_error), as
 * {@code mae}.
 */
public record MeanAbsoluteErrorMetric() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new ErrorStatistics(
        "mae", (p, t) -> Math.abs(p - t), DoubleSummaryStatistics::getAverage);
  }
}
