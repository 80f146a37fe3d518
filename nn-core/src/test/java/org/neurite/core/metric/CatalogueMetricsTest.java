package org.neurite.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  void errorsOfSeveralOutputsAreMeansOverTheOutputs() {
    NDArray target = NDArray.of(new double[] {1, 100, 2, 300, 3, 200, 4, 400}, 4, 2);
    NDArray shifted = NDArray.of(new double[] {1, 110, 2, 310, 3, 210, 4, 410}, 4, 2);
    assertThat(result(new ExplainedVariance(), shifted, target)).isEqualTo(1);
    assertThat(result(new MedianAbsoluteError(), shifted, target)).isEqualTo(5);
    NDArray oneOff = NDArray.of(new double[] {2, 100, 2, 300, 3, 200, 4, 400}, 4, 2);
    assertThat(result(new ExplainedVariance(), oneOff, target))
        .isCloseTo((1 - 0.75 / 5 + 1) / 2, within(1e-12));
    assertThat(result(new RSquared(), oneOff, target))
        .isCloseTo((1 - 1.0 / 5 + 1) / 2, within(1e-12));
  }

  @Test
  void equalTargetsAreHitOrNot() {
    NDArray target = row(2, 2, 2);
    for (Metric metric : List.of(new ExplainedVariance(), new RSquared())) {
      assertThat(result(metric, target, target)).isEqualTo(1);
      assertThat(result(metric, row(2, 3, 2), target)).isEqualTo(0);
      assertThat(result(metric, row(2, Double.NaN, 2), target)).isNaN();
    }
    assertThat(result(new ExplainedVariance(), row(3), row(2))).isEqualTo(1);
    assertThat(result(new RSquared(), row(3), row(2))).isEqualTo(0);
  }

  @Test
  void mergesWhatIsEmptyOrUnevenlySpread() {
    NDArray target = row(1, 5, 2, 8, 3);
    NDArray prediction = row(1.5, 4, 2, 9, 1);
    for (Metric metric :
        List.of(new ExplainedVariance(), new RSquared(), new MedianAbsoluteError())) {
      MetricAccumulator first = metric.start();
      first.add(row(1.5), row(1));
      MetricAccumulator second = metric.start();
      second.add(row(4, 2, 9, 1), row(5, 2, 8, 3));
      first.merge(metric.start());
      first.merge(second);
      assertThat(first.results().values().iterator().next())
          .isCloseTo(result(metric, prediction, target), within(1e-12));
      NDArray wide = NDArray.of(new double[] {1, 2}, 1, 2);
      assertThatThrownBy(() -> first.add(wide, wide))
          .hasMessageContaining("expected 1 outputs as before, found 2 outputs");
      assertThat(metric.start().results().values()).allMatch(d -> d.isNaN());
    }
  }

  @Test
  void scoresThatAreNoNumbersAreNotRight() {
    NDArray scores = row(0.1, Double.NaN);
    for (Metric metric : List.of(new RocAuc(), new PrAuc())) {
      double area =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10), () -> result(metric, scores, row(1, 0)));
      assertThat(area).isNaN();
    }
    NDArray none = NDArray.of(new double[] {Double.NaN, Double.NaN, Double.NaN}, 1, 3);
    NDArray label = NDArray.of(new int[] {2}, 1);
    assertThat(result(new TopKAccuracy(1), none, label)).isEqualTo(0);
    assertThat(result(new TopKAccuracy(3), none, label)).isEqualTo(0);
    NDArray other = NDArray.of(new double[] {Double.NaN, 1, 2}, 1, 3);
    assertThat(result(new TopKAccuracy(1), other, label)).isEqualTo(0);
    assertThat(result(new TopKAccuracy(2), other, label)).isEqualTo(1);
    assertThat(result(new LogLoss(), row(Double.NaN), row(1))).isNaN();
  }

  @Test
  void logLossTellsLogitsFromProbabilities() {
    NDArray logits = NDArray.of(new double[] {2, -1}, 1, 2);
    assertThatThrownBy(() -> result(new LogLoss(), logits, NDArray.of(new int[] {0}, 1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("NN-1403 at metric: expected probabilities from 0 to 1, found 2.0")
        .hasMessageContaining("softmax or sigmoid");
    assertThatThrownBy(() -> result(new LogLoss(), row(-3), row(1)))
        .hasMessageContaining("found -3.0");
    assertThat(result(new LogLoss(), row(1 + 1e-7), row(1))).isCloseTo(0, within(1e-9));
  }

  @Test
  void agreementBeyondChance() {
    NDArray target = row(1, 0, 1, 0);
    assertThat(result(new CohenKappa(0.5), row(1, 0, 1, 0), target)).isEqualTo(1);
    assertThat(result(new MatthewsCorrelation(0.5), row(0, 1, 0, 1), target)).isEqualTo(-1);
    assertThat(result(new MatthewsCorrelation(0.5), row(1, 1, 1, 1), target)).isEqualTo(0);
  }

  @Test
  void samplesThatDoNotCountForTheLossDoNotCountHere() {
    NDArray scores = NDArray.of(new double[] {0.75, 0.25, 0.25, 0.75}, 2, 2);
    NDArray padded = NDArray.of(new int[] {0, -100}, 2);
    Optional<Integer> padding = Optional.of(-100);
    assertThat(result(new Accuracy(Optional.empty(), padding), scores, padded)).isEqualTo(1);
    assertThat(result(new Accuracy(), scores, padded)).isEqualTo(0.5);
    assertThat(result(new TopKAccuracy(1, padding), scores, padded)).isEqualTo(1);
    assertThat(result(new LogLoss(padding), scores, padded))
        .isCloseTo(-Math.log(0.75), within(1e-12));
    assertThat(result(new Perplexity(padding), scores, padded))
        .isCloseTo(1 + Math.exp(-0.5), within(1e-12));
    assertThat(result(new Perplexity(padding), scores, NDArray.of(new int[] {-100, -100}, 2)))
        .isNaN();
    assertThatThrownBy(() -> result(new Perplexity(), scores, padded))
        .isInstanceOf(TrainingException.class)
        .hasMessageContainingAll("classes from 0 to 1", "class -100", "ignoreIndex");
  }

  /** As if the samples were not there. */
  @Test
  void decisionsThatDoNotCountForTheLossAreLeftOutOfTheirTable() {
    NDArray predicted = NDArray.of(new int[] {0, 1, 1, 0, 2, 1}, 6);
    NDArray padded = NDArray.of(new int[] {0, 1, 0, -100, 2, -100}, 6);
    NDArray kept = NDArray.of(new int[] {0, 1, 1, 2}, 4);
    NDArray target = NDArray.of(new int[] {0, 1, 0, 2}, 4);
    Optional<Integer> padding = Optional.of(-100);
    Optional<Double> largest = Optional.empty();
    Map<Metric, Metric> ignoringAndPlain =
        Map.of(
            new ConfusionMatrix(largest, padding),
            new ConfusionMatrix(),
            new CohenKappa(largest, padding),
            new CohenKappa(),
            new MatthewsCorrelation(largest, padding),
            new MatthewsCorrelation(),
            new PrecisionRecallF1(Averaging.PER_CLASS, largest, padding),
            new PrecisionRecallF1(Averaging.PER_CLASS));
    ignoringAndPlain.forEach(
        (ignoring, plain) ->
            assertThat(results(ignoring, predicted, padded))
                .isEqualTo(results(plain, kept, target))
                .isNotEmpty());
    // A class that does not count as a target may still be decided for.
    assertThat(results(new ConfusionMatrix(largest, Optional.of(2)), predicted, predicted))
        .containsEntry("confusion_1_1", 3.0)
        .doesNotContainKey("confusion_2_2");
  }

  private static Map<String, Double> results(Metric metric, NDArray prediction, NDArray target) {
    MetricAccumulator accumulator = metric.start();
    accumulator.add(prediction, target);
    return accumulator.results();
  }

  @Test
  void withoutDataThereIsNoResult() {
    for (Metric metric :
        List.of(new MatthewsCorrelation(), new CohenKappa(), new Accuracy(), new MaxError())) {
      assertThat(metric.start().results().values()).as(metric.toString()).containsOnly(Double.NaN);
    }
  }

  @Test
  void shapesMustFit() {
    assertThatThrownBy(() -> result(new RocAuc(), row(1, 2), row(1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "NN-1403 at metric: expected a target of the prediction's shape [2]");
    NDArray column = NDArray.of(new double[] {1, 2}, 2, 1);
    for (Metric metric : List.of(new PrAuc(), new MeanAbsolutePercentageError(), new MaxError())) {
      assertThatThrownBy(() -> result(metric, row(1, 2), column))
          .hasMessageContaining("a target of the prediction's shape [2], found [2, 1]");
    }
    assertThatThrownBy(() -> result(new TopKAccuracy(), row(1, 2), row(1, 0)))
        .hasMessageContaining("scores [N, C, ..] and classes [N, ..]");
    assertThatThrownBy(() -> new TopKAccuracy(0)).hasMessageContaining("TopKAccuracy.k");
  }
}
