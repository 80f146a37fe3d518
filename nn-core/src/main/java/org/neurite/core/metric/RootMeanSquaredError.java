package org.neurite.core.metric;

import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Root of the mean of {@code (prediction - target)^2} over all elements (scikit-learn's
 * root_mean_squared_error), as {@code rmse}; in the target's units.
 */
public record RootMeanSquaredError() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new ErrorStatistics(
        "rmse", (p, t) -> (p - t) * (p - t), errors -> Math.sqrt(errors.getAverage()));
  }
}
