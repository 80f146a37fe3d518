package org.neurite.core.metric;

import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Coefficient of determination (Wright, 1921) {@code 1 - SSres / SStot} as {@code r2}: 1 is
 * perfect, 0 is as good as the mean. Of several outputs {@code [N, ..]} the mean over the outputs.
 * An output whose targets are all equal counts 1 if hit exactly, else 0.
 */
public record RSquared() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new OutputScores("r2", Double::sum);
  }
}
