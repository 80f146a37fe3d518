package org.neurite.core.metric;

import java.util.DoubleSummaryStatistics;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Mean of {@code |prediction - target| / |target|} over all elements (scikit-learn's
 * mean_absolute_percentage_error), as {@code mape}: 0.1 is ten per cent. A target of zero counts as
 * the smallest float, so that its error is huge but finite.
 */
public record MeanAbsolutePercentageError() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new ErrorStatistics(
        "mape", MeanAbsolutePercentageError::relative, DoubleSummaryStatistics::getAverage);
  }

  private static double relative(double prediction, double target) {
    return Math.abs(prediction - target) / Math.max(Math.abs(target), Float.MIN_NORMAL);
  }
}
