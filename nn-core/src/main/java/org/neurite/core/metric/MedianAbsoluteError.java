package org.neurite.core.metric;

import java.util.stream.IntStream;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/** The median of {@code |prediction - target|}, as {@code median_absolute_error}. */
public record MedianAbsoluteError() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Pairs("median_absolute_error", MedianAbsoluteError::median);
  }

  private static double median(double[] predictions, double[] targets) {
    double[] errors = sorted(predictions, targets);
    int half = errors.length / 2;
    return errors.length % 2 == 1 ? errors[half] : (errors[half - 1] + errors[half]) / 2;
  }

  static double[] sorted(double[] predictions, double[] targets) {
    return IntStream.range(0, targets.length)
        .mapToDouble(i -> Math.abs(predictions[i] - targets[i]))
        .sorted()
        .toArray();
  }
}
