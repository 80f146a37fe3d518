package org.neurite.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.registry.PluginFaults;

/** What some metrics say of one pass over data. Not thread-safe. */
final class Judgement {
  private static final String WHERE = "metric";

  private final List<Metric> metrics;
  private final List<MetricAccumulator> accumulators = new ArrayList<>();

  Judgement(List<Metric> metrics) {
    this.metrics = metrics;
    metrics.forEach(metric -> accumulators.add(PluginFaults.call(metric, WHERE, metric::start)));
  }

  /** Whether nobody wants to see a batch. */
  boolean isEmpty() {
    return metrics.isEmpty();
  }

  /** Shows a batch to all. */
  void add(NDArray prediction, NDArray target) {
    for (int i = 0; i < metrics.size(); i++) {
      MetricAccumulator accumulator = accumulators.get(i);
      PluginFaults.run(metrics.get(i), WHERE, () -> accumulator.add(prediction, target));
    }
  }

  /** The results of all, in order. */
  Map<String, Double> results() {
    Map<String, Double> results = new LinkedHashMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      results.putAll(PluginFaults.call(metrics.get(i), WHERE, accumulators.get(i)::results));
    }
    return results;
  }
}
