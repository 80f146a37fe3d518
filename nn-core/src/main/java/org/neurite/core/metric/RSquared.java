package org.neurite.core.metric;

import java.util.Map;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

/**
 * Coefficient of determination {@code 1 - SSres / SStot} as {@code r2}: 1 is perfect, 0 is as good
 * as the mean. Of several outputs {@code [N, ..]} the mean over the outputs. An output whose
 * targets are all equal counts 1 if hit exactly, else 0.
 */
public record RSquared() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Sums();
  }

  /**
   * Per output: the targets' mean and squared deviations, updated without cancellation (Welford,
   * 1962) and merged by the formula of Chan, Golub, LeVeque (1983).
   */
  private static final class Sums implements MetricAccumulator {
    private long count;
    private double[] mean = new double[0];
    private double[] deviations = new double[0];
    private double[] residuals = new double[0];

    @Override
    public void add(NDArray prediction, NDArray target) {
      MeanError.requireSameShape(prediction, target);
      int rows = target.shape().size(0);
      int outputs = target.length() / rows;
      start(outputs);
      for (int row = 0; row < rows; row++) {
        count++;
        for (int i = 0; i < outputs; i++) {
          add(i, prediction.get(row * outputs + i), target.get(row * outputs + i));
        }
      }
    }

    private void start(int outputs) {
      if (count == 0) {
        mean = new double[outputs];
        deviations = new double[outputs];
        residuals = new double[outputs];
      } else if (outputs != mean.length) {
        throw Decisions.mismatch(mean.length + " outputs as before", outputs + " outputs", "");
      }
    }

    private void add(int i, double prediction, double target) {
      double before = target - mean[i];
      mean[i] += before / count;
      deviations[i] += before * (target - mean[i]);
      residuals[i] += (target - prediction) * (target - prediction);
    }

    @Override
    public void merge(MetricAccumulator other) {
      Sums that = (Sums) other;
      if (that.count == 0) {
        return;
      }
      start(that.mean.length);
      double total = (double) count + that.count;
      for (int i = 0; i < mean.length; i++) {
        double difference = that.mean[i] - mean[i];
        deviations[i] +=
            that.deviations[i] + difference * difference * (count * (that.count / total));
        mean[i] += difference * (that.count / total);
        residuals[i] += that.residuals[i];
      }
      count += that.count;
    }

    @Override
    public Map<String, Double> results() {
      double sum = 0;
      for (int i = 0; i < mean.length; i++) {
        double whenConstant = residuals[i] == 0 ? 1 : 0;
        sum += deviations[i] == 0 ? whenConstant : 1 - residuals[i] / deviations[i];
      }
      return Map.of("r2", sum / mean.length);
    }
  }
}
