package org.neurite.core.metric;

import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/** The largest {@code |prediction - target|}, as {@code max_error}. */
public record MaxError() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Pairs("max_error", (p, t) -> MedianAbsoluteError.sorted(p, t)[t.length - 1]);
  }
}
