package org.neurite.core.metric;

import java.util.stream.IntStream;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Mean of {@code |prediction - target| / |target|} over all elements, as {@code mape}: 0.1 is ten
 * per cent. A target of zero counts as the smallest float, so that its error is huge but finite.
 */
public record MeanAbsolutePercentageError() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Pairs("mape", MeanAbsolutePercentageError::mean);
  }

  private static double mean(double[] predictions, double[] targets) {
    return IntStream.range(0, targets.length)
        .mapToDouble(
            i ->
                Math.abs(predictions[i] - targets[i])
                    / Math.max(Math.abs(targets[i]), Float.MIN_NORMAL))
        .average()
        .orElseThrow();
  }
}
