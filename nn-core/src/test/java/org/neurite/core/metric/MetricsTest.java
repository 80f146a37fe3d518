package org.neurite.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.TrainingException;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;

class MetricsTest {
  private static final Offset<Double> TIGHT = within(1e-12);

  /** 40 decisions among three classes. */
  private static final int[] TARGET = {
    2, 1, 2, 2, 0, 1, 0, 0, 2, 0, 2, 0, 0, 1, 1, 0, 0, 1, 1, 2, 0, 2, 1, 2, 2, 1, 1, 2, 1, 1, 2, 1,
    2, 0, 2, 1, 2, 0, 0, 0
  };

  private static final int[] PREDICTED = {
    0, 1, 2, 2, 1, 1, 0, 1, 2, 0, 2, 1, 0, 0, 1, 1, 0, 1, 0, 2, 0, 2, 1, 2, 2, 1, 1, 0, 1, 1, 2, 1,
    2, 2, 2, 1, 2, 0, 2, 2
  };

  /** Feeds in batches of 7 (the last is smaller), half of them through a second accumulator. */
  private static Map<String, Double> results(Metric metric, NDArray prediction, NDArray target) {
    MetricAccumulator one = metric.start();
    MetricAccumulator two = metric.start();
    int rows = target.shape().size(0);
    for (int from = 0; from < rows; from += 7) {
      int to = Math.min(rows, from + 7);
      (from % 2 == 0 ? one : two).add(rows(prediction, from, to), rows(target, from, to));
    }
    one.merge(two);
    return one.results();
  }

  private static NDArray rows(NDArray array, int from, int to) {
    int width = array.length() / array.shape().size(0);
    double[] part = Arrays.copyOfRange(array.toDoubles(), from * width, to * width);
    return NDArray.convert(
        part, array.type().withShape(array.shape().with(0, Dim.of(to - (long) from))));
  }

  private static NDArray scores(int[] classes) {
    double[] scores = new double[classes.length * 3];
    for (int i = 0; i < classes.length; i++) {
      scores[i * 3 + classes[i]] = 0.5;
    }
    return NDArray.of(scores, classes.length, 3);
  }

  private static Map<String, Double> classes(Metric metric) {
    NDArray target = NDArray.of(TARGET, TARGET.length);
    Map<String, Double> results = results(metric, scores(PREDICTED), target);
    NDArray indices = NDArray.of(PREDICTED, PREDICTED.length);
    assertThat(results(metric, indices, target)).isEqualTo(results);
    assertThat(results(metric, scores(PREDICTED), scores(TARGET))).isEqualTo(results);
    return results;
  }

  @Test
  void accuracyCountsRightDecisions() {
    assertThat(classes(new Accuracy())).containsExactly(Map.entry("accuracy", 0.725));
  }

  @Test
  void accuracyOfYesAndNoTakesAThreshold() {
    NDArray logits = NDArray.of(new double[] {-1, 0, 2, 3}, 4, 1);
    NDArray target = NDArray.of(new double[] {0, 0, 1, 0}, 4, 1);
    assertThat(results(new Accuracy(0), logits, target)).containsEntry("accuracy", 0.75);
    assertThat(results(new Accuracy(-2), logits, target)).containsEntry("accuracy", 0.25);
  }

  @Test
  void accuracyAtEveryPositionOfAnImage() {
    NDArray scores = NDArray.of(new double[] {1, 0, 0, 1}, 1, 2, 2);
    assertThat(results(new Accuracy(), scores, NDArray.of(new int[] {0, 0}, 1, 2)))
        .containsEntry("accuracy", 0.5);
  }

  @Test
  void accuracyOfOneScoreNeedsAThreshold() {
    NDArray one = NDArray.of(new double[] {1}, 1, 1);
    assertThatThrownBy(() -> new Accuracy().start().add(one, one))
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_MISMATCH))
        .hasMessageContaining("scores of at least two classes [N, C, ..], found float64[1, 1]")
        .hasMessageContaining("State a threshold: 0 for logits");
  }

  @Test
  void confusionMatrixCountsTargetsByPrediction() {
    assertThat(classes(new ConfusionMatrix()))
        .containsEntry("confusion_0_0", 6.0)
        .containsEntry("confusion_0_1", 4.0)
        .containsEntry("confusion_0_2", 3.0)
        .containsEntry("confusion_1_0", 2.0)
        .containsEntry("confusion_2_2", 12.0)
        .hasSize(9);
  }

  @Test
  void confusionMatrixRejectsImpossibleLabels() {
    NDArray bad = NDArray.of(new int[] {-1}, 1);
    assertThatThrownBy(() -> new ConfusionMatrix().start().add(bad, bad))
        .hasMessageContaining("NN-1403")
        .hasMessageContaining("classes from 0 to 9999, found target -1, predicted -1")
        .hasMessageContaining("State ignoreIndex if it does not count");
  }

  /** Numbers of scikit-learn. */
  @Test
  void precisionRecallAndF1() {
    requireScores(
        new PrecisionRecallF1(), 0.7111111111111111, 0.7216117216117216, 0.7116798743485401);
    requireScores(new PrecisionRecallF1(Averaging.MICRO), 0.725, 0.725, 0.725);
    requireScores(
        new PrecisionRecallF1(Averaging.WEIGHTED), 0.7133333333333333, 0.725, 0.7145775326622403);
    Map<String, Double> perClass = classes(new PrecisionRecallF1(Averaging.PER_CLASS));
    assertThat(perClass.get("precision_1")).isCloseTo(0.7333333333333333, TIGHT);
    assertThat(perClass.get("recall_0")).isCloseTo(0.46153846153846156, TIGHT);
    assertThat(perClass.get("f1_2")).isCloseTo(0.8275862068965518, TIGHT);
  }

  private static void requireScores(Metric metric, double precision, double recall, double f1) {
    Map<String, Double> results = classes(metric);
    assertThat(results).containsOnlyKeys("precision", "recall", "f1");
    assertThat(results.get("precision")).isCloseTo(precision, TIGHT);
    assertThat(results.get("recall")).isCloseTo(recall, TIGHT);
    assertThat(results.get("f1")).isCloseTo(f1, TIGHT);
  }

  @Test
  void f1OfAClassThatNeverOccursIsLeftOut() {
    NDArray target = NDArray.of(new int[] {0, 2}, 2);
    assertThat(results(new PrecisionRecallF1(), target, target)).containsEntry("f1", 1.0);
  }

  @Test
  void f1OfPositiveAnswers() {
    NDArray score = NDArray.of(new double[] {0.9, 0.4, 0.8}, 3);
    NDArray target = NDArray.of(new double[] {1, 1, 0}, 3);
    Metric metric = new PrecisionRecallF1(Averaging.PER_CLASS, 0.5);
    assertThat(results(metric, score, target))
        .containsEntry("precision_1", 0.5)
        .containsEntry("recall_1", 0.5)
        .containsEntry("f1_0", 0.0);
  }

  @Test
  void errorsOfARegression() {
    NDArray prediction = NDArray.of(new double[] {1, 2, 3, 4}, 4, 1);
    NDArray target = NDArray.of(new double[] {1, 4, 2, 4}, 4, 1);
    assertThat(results(new MeanAbsoluteErrorMetric(), prediction, target))
        .containsExactly(Map.entry("mae", 0.75));
    assertThat(results(new RootMeanSquaredError(), prediction, target))
        .containsExactly(Map.entry("rmse", Math.sqrt(1.25)));
    assertThat(results(new RSquared(), prediction, target).get("r2"))
        .isCloseTo(1 - 5 / 6.75, TIGHT);
  }

  @Test
  void errorsRejectTargetsOfAnotherShape() {
    NDArray column = NDArray.of(new double[] {1, 2}, 2, 1);
    NDArray row = NDArray.of(new double[] {1, 2}, 2);
    for (Metric metric : new Metric[] {new MeanAbsoluteErrorMetric(), new RSquared()}) {
      assertThatThrownBy(() -> metric.start().add(column, row))
          .hasMessageContaining("a target of the prediction's shape [2, 1], found [2]");
    }
  }

  @Test
  void rSquaredIsTheMeanOverOutputs() {
    NDArray prediction = NDArray.of(new double[] {1, 10, 2, 20, 3, 30}, 3, 2);
    NDArray target = NDArray.of(new double[] {1, 20, 2, 20, 3, 20}, 3, 2);
    assertThat(results(new RSquared(), prediction, target)).containsEntry("r2", 0.5);
  }

  /** House prices to the cent around a billion: naive sums of squares lose every digit. */
  @Test
  void rSquaredSurvivesLargeOffsets() {
    Random random = new Random(1);
    double[] target = random.doubles(1_000).map(v -> 1e9 + v).toArray();
    double[] prediction = Arrays.stream(target).map(v -> v + 0.01).toArray();
    double mean = Arrays.stream(target).map(v -> v - 1e9).average().orElseThrow();
    double total = Arrays.stream(target).map(v -> (v - 1e9 - mean) * (v - 1e9 - mean)).sum();

    double r2 =
        results(
                new RSquared(),
                NDArray.of(prediction, prediction.length),
                NDArray.of(target, target.length))
            .get("r2");

    assertThat(r2).isCloseTo(1 - 1_000 * 1e-4 / total, within(1e-6));
  }

  @Test
  void nothingSeenIsNotANumber() {
    for (Metric metric :
        new Metric[] {
          new Accuracy(), new PrecisionRecallF1(), new RootMeanSquaredError(), new RSquared()
        }) {
      assertThat(metric.start().results().values()).containsOnly(Double.NaN);
    }
    assertThat(new ConfusionMatrix().start().results()).isEmpty();
  }
}
