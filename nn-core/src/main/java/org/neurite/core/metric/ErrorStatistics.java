package org.neurite.core.metric;

import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

/** Mean or largest of the errors of all elements; sums are compensated for rounding. */
final class ErrorStatistics implements MetricAccumulator {
  private final String name;
  private final DoubleBinaryOperator error;
  private final ToDoubleFunction<DoubleSummaryStatistics> result;
  private final DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();

  /**
   * Without any element yet.
   *
   * @param name of the result
   * @param error of a prediction and its target
   * @param result what is made of all errors, of which there is at least one
   */
  ErrorStatistics(
      String name, DoubleBinaryOperator error, ToDoubleFunction<DoubleSummaryStatistics> result) {
    this.name = name;
    this.error = error;
    this.result = result;
  }

  @Override
  public void add(NDArray prediction, NDArray target) {
    requireSameShape(prediction, target);
    for (int i = 0; i < target.length(); i++) {
      statistics.accept(error.applyAsDouble(prediction.get(i), target.get(i)));
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
    statistics.combine(((ErrorStatistics) other).statistics);
  }

  @Override
  public Map<String, Double> results() {
    boolean none = statistics.getCount() == 0;
    return Map.of(name, none ? Double.NaN : result.applyAsDouble(statistics));
  }
}
