package org.neurite.core.metric;

import java.util.DoubleSummaryStatistics;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/** The largest {@code |prediction - target|} (scikit-learn's max_error), as {@code max_error}. */
public record MaxError() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new ErrorStatistics(
        "max_error", (p, t) -> Math.abs(p - t), DoubleSummaryStatistics::getMax);
  }
}
