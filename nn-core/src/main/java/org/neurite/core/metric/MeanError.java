package org.neurite.core.metric;

import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

/** Mean of a function of the errors, summed with compensation for rounding. */
final class MeanError implements MetricAccumulator {
  private final String name;
  private final DoubleUnaryOperator perError;
  private final DoubleUnaryOperator ofMean;
  private final DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();

  MeanError(String name, DoubleUnaryOperator perError, DoubleUnaryOperator ofMean) {
    this.name = name;
    this.perError = perError;
    this.ofMean = ofMean;
  }

  @Override
  public void add(NDArray prediction, NDArray target) {
    requireSameShape(prediction, target);
    for (int i = 0; i < target.length(); i++) {
      statistics.accept(perError.applyAsDouble(prediction.get(i) - target.get(i)));
    }
  }

  static void requireSameShape(NDArray prediction, NDArray target) {
    if (!prediction.shape().equals(target.shape())) {
      throw Decisions.mismatch(
          "a target of the prediction's shape " + prediction.shape(),
          target.shape().toString(),
          "");
    }
  }

  @Override
  public void merge(MetricAccumulator other) {
    statistics.combine(((MeanError) other).statistics);
  }

  @Override
  public Map<String, Double> results() {
    double mean = statistics.getCount() == 0 ? Double.NaN : statistics.getAverage();
    return Map.of(name, ofMean.applyAsDouble(mean));
  }
}
