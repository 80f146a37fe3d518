package org.neurite.core.metric;

import java.util.Arrays;
import java.util.Map;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

/** Keeps every prediction and target; for results that need all of them at once. */
final class Pairs implements MetricAccumulator {

  /** The result of all pairs. */
  @FunctionalInterface
  interface Result {
    /**
     * The result.
     *
     * @param outputs how many values there are for each sample
     */
    double of(double[] predictions, double[] targets, int outputs);
  }

  private final String name;
  private final Result result;
  private double[] predictions = new double[64];
  private double[] targets = new double[64];
  private int count;
  private int outputs;

  Pairs(String name, Result result) {
    this.name = name;
    this.result = result;
  }

  @Override
  public void add(NDArray prediction, NDArray target) {
    ErrorStatistics.requireSameShape(prediction, target);
    requireOutputs(target.length() / target.shape().size(0));
    for (int i = 0; i < target.length(); i++) {
      add(prediction.get(i), target.get(i));
    }
  }

  private void requireOutputs(int found) {
    if (count > 0 && found != outputs) {
      throw Decisions.mismatch(outputs + " outputs as before", found + " outputs", "");
    }
    outputs = found;
  }

  private void add(double prediction, double target) {
    if (count == predictions.length) {
      predictions = Arrays.copyOf(predictions, 2 * count);
      targets = Arrays.copyOf(targets, 2 * count);
    }
    predictions[count] = prediction;
    targets[count++] = target;
  }

  @Override
  public void merge(MetricAccumulator other) {
    Pairs that = (Pairs) other;
    if (that.count > 0) {
      requireOutputs(that.outputs);
    }
    for (int i = 0; i < that.count; i++) {
      add(that.predictions[i], that.targets[i]);
    }
  }

  @Override
  public Map<String, Double> results() {
    double value =
        count == 0
            ? Double.NaN
            : result.of(Arrays.copyOf(predictions, count), Arrays.copyOf(targets, count), outputs);
    return Map.of(name, value);
  }
}
