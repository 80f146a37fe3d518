package org.neurite.core.metric;

import java.util.function.DoubleUnaryOperator;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/** Mean of {@code |prediction - target|} over all elements, as {@code mae}. */
public record MeanAbsoluteErrorMetric() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new MeanError("mae", Math::abs, DoubleUnaryOperator.identity());
  }
}
