package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyFloat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.neurite.api.backend.Profile;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.StepListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.metric.RocAuc;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adagrad;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.schedule.Anneal;
import org.neurite.core.schedule.Better;
import org.neurite.core.schedule.ConstantSchedule;
import org.neurite.core.schedule.OneCycle;
import org.neurite.core.schedule.ReduceOnPlateau;
import org.neurite.core.schedule.ThresholdMode;
import org.neurite.core.schedule.Warmup;

class TrainerTest {
  private static final Model LINE = new ModelBuilder("line").input(1).layer(new Dense(1)).build();

  private static Trainer trainer(Model model) {
    return new Trainer(TestEnvironment.reference(), model);
  }

  private static Dataset line(int rows) {
    float[] x = new float[rows];
    float[] y = new float[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = 2f * i / rows - 1;
      y[i] = 3 * x[i] - 0.5f;
    }
    return new ArrayDataset(NDArray.of(x, rows, 1), NDArray.of(y, rows, 1));
  }

  @Test
  void findsTheLineThatTheDataLieOn() {
    Trained trained =
        trainer(LINE)
            .loss(new MeanSquaredError())
            .optimizer(new Adam(0.1))
            .epochs(60)
            .batchSize(8)
            .fit(line(50));
    assertThat(trained.weights().get("dense_1.weight").get(0)).isCloseTo(3, within(1e-2));
    assertThat(trained.weights().get("dense_1.bias").get(0)).isCloseTo(-0.5, within(1e-2));
    assertThat(trained.history()).hasSize(60);
    assertThat(trained.history().get(59).steps()).isEqualTo(60 * 7);
    assertThat(trained.history().get(59).samples()).isEqualTo(50);
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    Model model =
        new ModelBuilder("net")
            .input(1)
            .layer(new Dense(8, new Tanh()))
            .layer(new Dropout(0.3))
            .layer(new Dense(1))
            .build();
    Map<String, NDArray> first = weights(model, 1);
    assertThat(weights(model, 1)).isEqualTo(first);
    assertThat(weights(model, 2)).isNotEqualTo(first);
  }

  private static Map<String, NDArray> weights(Model model, long seed) {
    return trainer(model)
        .loss(new MeanSquaredError())
        .epochs(3)
        .batchSize(7)
        .seed(seed)
        .fit(line(20))
        .weights();
  }

  @Test
  void aSampleOfWeightZeroChangesNothing() {
    NDArray x = NDArray.of(new float[] {0, 1, 5}, 3, 1);
    NDArray y = NDArray.of(new float[] {1, 3, -70}, 3, 1);
    NDArray weights = NDArray.of(new float[] {1, 1, 0}, 3);
    Trained with =
        trainer(LINE)
            .loss(new MeanSquaredError())
            .optimizer(new Sgd(0.1))
            .epochs(200)
            .fit(new ArrayDataset(x, y, Optional.of(weights)));
    assertThat(with.weights().get("dense_1.weight").get(0)).isCloseTo(2, within(1e-3));
    assertThat(with.weights().get("dense_1.bias").get(0)).isCloseTo(1, within(1e-3));
  }

  @Test
  void classWeightsMoveTheDecision() {
    Model model = new ModelBuilder("prior").input(1).layer(new Dense(2)).build();
    Dataset data =
        new ArrayDataset(NDArray.of(new float[4], 4, 1), NDArray.of(new int[] {0, 0, 0, 1}, 4));
    Trained trained =
        trainer(model)
            .loss(new SoftmaxCrossEntropy())
            .optimizer(new Adam(0.1))
            .epochs(150)
            .classWeights(1, 9)
            .fit(data);
    float[] logits;
    try (var predictor = trained.predictor()) {
      logits = predictor.predict(0);
    }
    assertThat(logits[1] - logits[0]).isCloseTo((float) Math.log(3), within(0.02f));
  }

  @Test
  void earlyStoppingGoesBackToTheBestWeights() {
    Trained trained =
        trainer(LINE)
            .loss(new MeanSquaredError())
            .optimizer(new Sgd(0.9))
            .schedule((base, step) -> step < 40 ? base : 3 * base)
            .batchSize(10)
            .epochs(200)
            .validation(line(30))
            .earlyStopping(EarlyStopping.on("val_loss").patience(3).minDelta(1e-9))
            .fit(line(10));
    double best =
        trained.history().stream().mapToDouble(r -> r.values().get("val_loss")).min().orElseThrow();
    assertThat(trained.history()).hasSizeLessThan(200);
    assertThat(trained.evaluate(line(30), new MeanSquaredError()).get("loss"))
        .isCloseTo(best, within(1e-6));
  }

  @Test
  void aPlateauLowersTheRateInEachTrainingAnew() {
    assertRates(falling("loss", 0), 0.01, 0.01, 0.005, 0.0025);
  }

  @Test
  void aPlateauBehindAWarmupLowersTheRate() {
    assertRates(new Warmup(1, 0.5, Optional.of(falling("loss", 0))), 0.005, 0.01, 0.005, 0.0025);
  }

  @Test
  void theMomentumOfACycleReachesTheOptimizer() {
    OneCycle steady = new OneCycle(8, 0.5, Anneal.LINEAR, 1, 1, 0.8, 0.8);
    Trained cycled = plateau(steady, 4).fit(line(10));
    Trained own = plateau(new ConstantSchedule(), 4).optimizer(new Sgd(0.01, 0.8)).fit(line(10));
    Trained none = plateau(new ConstantSchedule(), 4).fit(line(10));
    NDArray weight = cycled.weights().get("dense_1.weight");
    assertThat(weight.get(0)).isCloseTo(own.weights().get("dense_1.weight").get(0), within(1e-6));
    assertThat(weight.get(0))
        .isNotCloseTo(none.weights().get("dense_1.weight").get(0), within(1e-4));
    Trained warm = plateau(new Warmup(1, 0.999999, Optional.of(steady)), 4).fit(line(10));
    assertThat(warm.weights().get("dense_1.weight").get(0)).isCloseTo(weight.get(0), within(1e-5));
  }

  @Test
  void aCycleAroundAnOptimizerWithoutMomentumFollowsTheRate() {
    assertThat(plateau(new OneCycle(8), 2).optimizer(new Adagrad()).fit(line(10)).history())
        .hasSize(2);
  }

  @Test
  void aPlateauRestsAfterAFall() {
    assertRates(falling("loss", 2), 0.01, 0.01, 0.005, 0.005, 0.005, 0.0025);
  }

  @Test
  void aPlateauOfWhatIsNoNumberLowersTheRate() {
    // Scores of one class only have no area.
    NDArray zeros = NDArray.of(new float[3], 3, 1);
    Trained trained =
        plateau(falling("val_roc_auc", 0), 3)
            .metrics(new RocAuc())
            .validation(new ArrayDataset(zeros, zeros))
            .fit(line(10));
    assertThat(trained.history())
        .extracting(report -> report.values().get("learning_rate"))
        .containsExactly(0.01, 0.005, 0.0025);
  }

  /** Wants a value to grow, which a loss does not. */
  private static ReduceOnPlateau falling(String value, int cooldown) {
    return new ReduceOnPlateau(value, Better.MAX, 0.5, 0, 0, ThresholdMode.ABS, cooldown, 0);
  }

  private static Trainer plateau(Schedule schedule, int epochs) {
    return trainer(LINE)
        .loss(new MeanSquaredError())
        .optimizer(new Sgd(0.01))
        .schedule(schedule)
        .epochs(epochs);
  }

  private static void assertRates(Schedule schedule, Double... rates) {
    Trainer trainer = plateau(schedule, rates.length);
    for (int training = 0; training < 2; training++) {
      assertThat(trainer.fit(line(10)).history())
          .extracting(report -> report.values().get("learning_rate"))
          .containsExactly(rates);
    }
  }

  @Test
  void validationIsExactOverPartialBatches() {
    Trained trained =
        trainer(LINE).loss(new MeanSquaredError()).validation(line(13)).batchSize(5).fit(line(9));
    double slope = trained.weights().get("dense_1.weight").get(0);
    double bias = trained.weights().get("dense_1.bias").get(0);
    double sum = 0;
    for (int i = 0; i < 13; i++) {
      float x = 2f * i / 13 - 1;
      sum += Math.pow(slope * x + bias - (3 * x - 0.5f), 2);
    }
    assertThat(trained.history().get(0).values().get("val_loss")).isCloseTo(sum / 13, within(1e-5));
  }

  @Test
  void runningStatisticsAreTrainedAndSaved() {
    Model model =
        new ModelBuilder("norm").input(1).layer(new BatchNorm()).layer(new Dense(1)).build();
    Trained trained =
        trainer(model).loss(new MeanSquaredError()).epochs(80).batchSize(50).fit(line(50));
    assertThat(trained.weights().get("batch_norm_1.running_mean").get(0))
        .isCloseTo(-0.02, within(1e-3));
    assertThat(trained.weights().get("batch_norm_1.running_var").get(0))
        .isCloseTo(0.34, within(1e-2));
  }

  @Test
  void listenersHearOfStartStepsEpochsAndEndInOrder() {
    StartListener start = mock(StartListener.class);
    StepListener steps = mock(StepListener.class);
    EpochListener epochs = mock(EpochListener.class);
    EndListener end = mock(EndListener.class);
    Trainer trainer = trainer(LINE).loss(new MeanSquaredError()).epochs(2).batchSize(4);
    List.of(start, steps, epochs, end).forEach(trainer::listener);
    trainer.fit(line(6));
    InOrder order = inOrder(start, steps, epochs, end);
    order.verify(start).onStart(any());
    order.verify(steps).onStep(eq(1), eq(1L), eq(4), anyFloat());
    order.verify(steps).onStep(eq(1), eq(2L), eq(2), anyFloat());
    order.verify(epochs).onEpoch(any());
    order.verify(steps, times(2)).onStep(eq(2), any(Long.class), any(Integer.class), anyFloat());
    order.verify(epochs).onEpoch(any());
    order.verify(end).onEnd(any());
  }

  @Test
  void metricsAreReportedUnderTheirNamesWithAPrefix() {
    Model model = new ModelBuilder("two").input(1).layer(new Dense(2)).build();
    Dataset data =
        new ArrayDataset(
            NDArray.of(new float[] {-1, -2, 1, 2}, 4, 1), NDArray.of(new int[] {0, 0, 1, 1}, 4));
    Trained trained =
        trainer(model)
            .loss(new SoftmaxCrossEntropy())
            .optimizer(new Adam(0.1))
            .metrics(new Accuracy())
            .epochs(40)
            .validation(data)
            .fit(data);
    assertThat(trained.history().get(39).values()).containsEntry("val_accuracy", 1.0);
  }

  @Test
  void streamsOfUnknownLengthTrainLikeTheSameDataInMemory() {
    Dataset memory = line(1000);
    Dataset stream = new Stream(memory);
    Trainer trainer = trainer(LINE).loss(new MeanSquaredError()).epochs(3).batchSize(9);
    assertThat(trainer.fit(stream).weights()).isEqualTo(trainer.fit(memory).weights());
  }

  @Test
  void theProfileSaysWhichLayerTakesTheTime() {
    List<Profile> profiles = new ArrayList<>();
    trainer(LINE).loss(new MeanSquaredError()).epochs(2).profile(profiles::add).fit(line(6));
    assertThat(profiles).hasSize(1);
    assertThat(profiles.get(0).runs()).isEqualTo(2);
    assertThat(profiles.get(0).byLayer().keySet()).contains("line/dense_1", "optimizer");
    assertThat(profiles.get(0).table()).contains("µs", "matmul", "line/dense_1");
  }

  @Test
  void theProgramExplainsItself() {
    String text = trainer(LINE).loss(new MeanSquaredError()).program(line(6)).explain(16);
    assertThat(text)
        .startsWith("program line/train: ")
        .contains("FLOPs at N=16", "@line/dense_1", "variable", "dense_1.weight", "fused(")
        .contains("stops here unless loss is finite");
  }
}
