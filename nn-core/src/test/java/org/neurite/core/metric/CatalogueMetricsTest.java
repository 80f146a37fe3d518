package org.neurite.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.TrainingException;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

class CatalogueMetricsTest {
  private static NDArray row(double... values) {
    return NDArray.of(values, values.length);
  }

  private static double result(Metric metric, NDArray prediction, NDArray target) {
    MetricAccumulator first = metric.start();
    MetricAccumulator second = metric.start();
    second.add(prediction, target);
    first.merge(second);
    return first.results().values().iterator().next();
  }

  @Test
  void areasOfPerfectAndOfConstantScores() {
    NDArray target = row(1, 0, 1, 0);
    assertThat(result(new RocAuc(), row(0.9, 0.1, 0.8, 0.2), target)).isEqualTo(1);
    assertThat(result(new RocAuc(), row(1, 1, 1, 1), target)).isEqualTo(0.5);
    assertThat(result(new PrAuc(), row(0.9, 0.1, 0.8, 0.2), target)).isEqualTo(1);
    assertThat(result(new PrAuc(), row(1, 1, 1, 1), target)).isEqualTo(0.5);
    assertThat(new RocAuc().start().results()).containsEntry("roc_auc", Double.NaN);
  }

  @Test
  void classScores() {
    NDArray scores = NDArray.of(new double[] {0, 0, 0, 0, 3, 2, 1, 0}, 2, 4);
    NDArray labels = NDArray.of(new int[] {2, 1}, 2);
    assertThat(result(new TopKAccuracy(2), scores, labels)).isEqualTo(0.5);
    assertThat(result(new TopKAccuracy(3), scores, labels)).isEqualTo(1);
    NDArray even = NDArray.of(new double[] {7, 7, 7, 7}, 1, 4);
    assertThat(result(new Perplexity(), even, NDArray.of(new int[] {3}, 1)))
        .isCloseTo(4, within(1e-12));
    NDArray quarter = NDArray.of(new double[] {0.25, 0.75}, 1, 2);
    assertThat(result(new LogLoss(), quarter, NDArray.of(new int[] {0}, 1)))
        .isCloseTo(Math.log(4), within(1e-12));
    assertThat(result(new LogLoss(), row(0.25), row(1))).isCloseTo(Math.log(4), within(1e-12));
  }

  @Test
  void errors() {
    assertThat(result(new MeanAbsolutePercentageError(), row(9, 22), row(10, 20)))
        .isCloseTo(0.1, within(1e-12));
    assertThat(result(new MeanSquaredErrorMetric(), row(1, 3), row(0, 0))).isEqualTo(5);
    assertThat(result(new MaxError(), row(1, -3), row(0, 0))).isEqualTo(3);
    assertThat(result(new MedianAbsoluteError(), row(1, -3, 2), row(0, 0, 0))).isEqualTo(2);
    assertThat(result(new ExplainedVariance(), row(2, 3, 4), row(1, 2, 3))).isEqualTo(1);
  }

  @Test
  void agreementBeyondChance() {
    NDArray target = row(1, 0, 1, 0);
    assertThat(result(new CohenKappa(Optional.of(0.5)), row(1, 0, 1, 0), target)).isEqualTo(1);
    assertThat(result(new MatthewsCorrelation(Optional.of(0.5)), row(0, 1, 0, 1), target))
        .isEqualTo(-1);
    assertThat(result(new MatthewsCorrelation(Optional.of(0.5)), row(1, 1, 1, 1), target))
        .isEqualTo(0);
  }

  @Test
  void shapesMustFit() {
    assertThatThrownBy(() -> result(new RocAuc(), row(1, 2), row(1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("NN-1403 at metric: expected as many targets as predictions");
    assertThatThrownBy(() -> result(new TopKAccuracy(), row(1, 2), row(1, 0)))
        .hasMessageContaining("scores [N, C, ..] and classes [N, ..]");
    assertThatThrownBy(() -> new TopKAccuracy(0)).hasMessageContaining("TopKAccuracy.k");
  }
}
