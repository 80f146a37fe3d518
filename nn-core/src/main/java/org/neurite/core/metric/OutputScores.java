package org.neurite.core.metric;

import java.util.Map;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

/**
 * Compares the errors of each output with the spread of its targets; the result is the mean over
 * the outputs {@code [N, ..]}. An output whose targets are all equal counts 1 if it is hit, else 0.
 */
final class OutputScores implements MetricAccumulator {

  /** What one output's errors cost. */
  @FunctionalInterface
  interface Cost {
    /**
     * The cost, in the unit of squared targets.
     *
     * @param bias sum of the squares of the mean error, once per sample
     * @param deviations sum of the squared differences of the errors from their mean
     */
    double of(double bias, double deviations);
  }

  private final String name;
  private final Cost cost;
  private long count;
  private Spread[] targets = new Spread[0];
  private Spread[] errors = new Spread[0];

  OutputScores(String name, Cost cost) {
    this.name = name;
    this.cost = cost;
  }

  @Override
  public void add(NDArray prediction, NDArray target) {
    ErrorStatistics.requireSameShape(prediction, target);
    int rows = target.shape().size(0);
    int outputs = target.length() / rows;
    requireOutputs(outputs);
    for (int row = 0; row < rows; row++) {
      count++;
      for (int i = 0; i < outputs; i++) {
        double t = target.get(row * outputs + i);
        targets[i].add(t, count);
        errors[i].add(t - prediction.get(row * outputs + i), count);
      }
    }
  }

  private void requireOutputs(int outputs) {
    if (count == 0) {
      targets = Spread.of(outputs);
      errors = Spread.of(outputs);
    } else if (outputs != targets.length) {
      throw Decisions.mismatch(targets.length + " outputs as before", outputs + " outputs", "");
    }
  }

  @Override
  public void merge(MetricAccumulator other) {
    OutputScores that = (OutputScores) other;
    if (that.count == 0) {
      return;
    }
    requireOutputs(that.targets.length);
    for (int i = 0; i < targets.length; i++) {
      targets[i].merge(that.targets[i], count, that.count);
      errors[i].merge(that.errors[i], count, that.count);
    }
    count += that.count;
  }

  @Override
  public Map<String, Double> results() {
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      double found = cost.of(count * errors[i].mean * errors[i].mean, errors[i].squares);
      sum += score(found, targets[i].squares);
    }
    return Map.of(name, sum / targets.length);
  }

  private static double score(double cost, double spread) {
    if (spread > 0 || Double.isNaN(cost)) {
      return 1 - cost / spread;
    }
    return cost == 0 ? 1 : 0;
  }

  /**
   * Mean and sum of squared deviations, updated without cancellation (Welford, 1962) and merged by
   * the formula of Chan, Golub, LeVeque (1983).
   */
  private static final class Spread {
    private double mean;
    private double squares;

    static Spread[] of(int outputs) {
      Spread[] all = new Spread[outputs];
      for (int i = 0; i < outputs; i++) {
        all[i] = new Spread();
      }
      return all;
    }

    /** Takes in a value, the count-th. */
    void add(double value, long count) {
      double before = value - mean;
      mean += before / count;
      squares += before * (value - mean);
    }

    void merge(Spread that, long count, long thatCount) {
      double share = thatCount / ((double) count + thatCount);
      double difference = that.mean - mean;
      squares += that.squares + difference * difference * (count * share);
      mean += difference * share;
    }
  }
}
