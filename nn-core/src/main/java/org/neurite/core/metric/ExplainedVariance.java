package org.neurite.core.metric;

import java.util.Arrays;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * {@code 1 - var(target - prediction) / var(target)} as {@code explained_variance}: like {@link
 * RSquared}, but a constant error costs nothing.
 */
public record ExplainedVariance() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Pairs("explained_variance", ExplainedVariance::explained);
  }

  private static double explained(double[] predictions, double[] targets) {
    double[] errors = new double[targets.length];
    Arrays.setAll(errors, i -> targets[i] - predictions[i]);
    return 1 - squares(errors) / squares(targets);
  }

  private static double squares(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
  }
}
