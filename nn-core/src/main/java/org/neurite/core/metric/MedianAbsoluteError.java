package org.neurite.core.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * The median of {@code |prediction - target|} (scikit-learn's median_absolute_error), as {@code
 * median_absolute_error}. Of several outputs {@code [N, ..]} the mean of the outputs' medians.
 * Keeps every error.
 */
public record MedianAbsoluteError() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Pairs("median_absolute_error", MedianAbsoluteError::mean);
  }

  private static double mean(double[] predictions, double[] targets, int outputs) {
    return IntStream.range(0, outputs)
        .mapToDouble(i -> median(predictions, targets, outputs, i))
        .average()
        .orElseThrow();
  }

  private static double median(double[] predictions, double[] targets, int outputs, int output) {
    double[] errors = new double[targets.length / outputs];
    Arrays.setAll(
        errors, i -> Math.abs(predictions[i * outputs + output] - targets[i * outputs + output]));
    Arrays.sort(errors);
    int half = errors.length / 2;
    return errors.length % 2 == 1 ? errors[half] : (errors[half - 1] + errors[half]) / 2;
  }
}
