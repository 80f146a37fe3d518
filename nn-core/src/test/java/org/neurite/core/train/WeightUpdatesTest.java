package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.constraint.MaxNorm;
import org.neurite.core.constraint.NonNegative;
import org.neurite.core.constraint.UnitNorm;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Sequential;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.AdamW;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.regularizer.ElasticNet;
import org.neurite.core.regularizer.L1;
import org.neurite.core.regularizer.L2;
import org.neurite.core.schedule.StepSchedule;

/** Groups, penalties, constraints, accumulation and averages, by numbers worked out by hand. */
class WeightUpdatesTest {
  private static final Model LINE =
      new ModelBuilder("line").input(2).layer("dense", new Dense(1)).build();
  private static final Map<String, NDArray> START =
      Map.of(
          "dense.weight", NDArray.of(new float[] {3, -4}, 1, 2),
          "dense.bias", NDArray.of(new float[] {2}, 1));

  /** Inputs of zero leave the weights without a gradient of their own. */
  private static final Dataset ZEROS =
      new ArrayDataset(NDArray.of(new float[4], 2, 2), NDArray.of(new float[] {2, 2}, 2, 1));

  private static Trainer trainer() {
    return new Trainer(TestEnvironment.reference(), LINE)
        .loss(new MeanSquaredError())
        .optimizer(new Sgd(0.1))
        .initialWeights(START);
  }

  private static Dataset noise(int rows, long seed) {
    RandomStream random = new RandomStream(seed, 1, 0);
    float[] x = new float[2 * rows];
    float[] y = new float[rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.uniformAt(i);
    }
    for (int i = 0; i < rows; i++) {
      y[i] = x[2 * i] - 2 * x[2 * i + 1];
    }
    return new ArrayDataset(NDArray.of(x, rows, 2), NDArray.of(y, rows, 1));
  }

  private static void assertWeights(Trained trained, double... expected) {
    NDArray weight = trained.weights().get("dense.weight");
    assertThat(weight.toDoubles()).containsExactly(expected, within(1e-6));
  }

  @Test
  void penaltiesMoveWeightsAndCountInTheLoss() {
    ParameterGroup weights = ParameterGroup.of("**.weight");
    Trained l2 = trainer().groups(weights.regularizer(new L2(0.5))).fit(ZEROS);
    assertWeights(l2, 3 - 0.1 * 3, -4 + 0.1 * 4);
    assertThat(l2.history().get(0).values().get("loss")).isCloseTo(0.5 * 25, within(1e-6));

    Trained l1 = trainer().groups(weights.regularizer(new L1(0.5))).fit(ZEROS);
    assertWeights(l1, 3 - 0.1 * 0.5, -4 + 0.1 * 0.5);

    Trained both = trainer().groups(weights.regularizer(new ElasticNet(0.5, 0.5))).fit(ZEROS);
    assertWeights(both, 3 - 0.1 * 3.5, -4 + 0.1 * 4.5);
    assertThat(both.history().get(0).values().get("loss")).isCloseTo(3.5 + 12.5, within(1e-6));
  }

  @Test
  void constraintsHoldAfterEachStep() {
    ParameterGroup weights = ParameterGroup.of("dense.weight");
    assertWeights(trainer().groups(weights.constraint(new NonNegative())).fit(ZEROS), 3, 0);
    assertWeights(trainer().groups(weights.constraint(new MaxNorm(2.5))).fit(ZEROS), 1.5, -2);
    assertWeights(trainer().groups(weights.constraint(new MaxNorm(6))).fit(ZEROS), 3, -4);
    assertWeights(trainer().groups(weights.constraint(new UnitNorm())).fit(ZEROS), 0.6, -0.8);
  }

  @Test
  void aGroupHasARateAndAWeightDecayOfItsOwn() {
    Dataset data = noise(8, 1);
    Trained plain = trainer().fit(data);
    Trained slow = trainer().groups(ParameterGroup.of("dense").rate(0.5)).fit(data);
    double full = plain.weights().get("dense.weight").get(0) - 3;
    assertThat(slow.weights().get("dense.weight").get(0)).isCloseTo(3 + full / 2, within(1e-6));

    AdamW decaying = new AdamW(0.1, 0.5);
    assertWeights(trainer().optimizer(decaying).fit(ZEROS), 3 * 0.95, -4 * 0.95);
    assertWeights(
        trainer().optimizer(decaying).groups(ParameterGroup.of("**").weightDecay(0)).fit(ZEROS),
        3,
        -4);
  }

  @Test
  void whatTheLastGroupSaysHolds() {
    ParameterGroup[] groups = {
      ParameterGroup.of("**").frozen(), ParameterGroup.of("*.bias").unfrozen().rate(0)
    };
    Trained trained = trainer().groups(groups).fit(noise(8, 1));
    assertThat(trained.weights()).isEqualTo(START);

    Trained bias =
        trainer().groups(groups[0], ParameterGroup.of("*.bias").unfrozen()).fit(noise(8, 1));
    assertThat(bias.weights().get("dense.weight")).isEqualTo(START.get("dense.weight"));
    assertThat(bias.weights().get("dense.bias")).isNotEqualTo(START.get("dense.bias"));
  }

  @Test
  void aFrozenLayerKeepsItsStatisticsAndDropsNothing() {
    Model model =
        new ModelBuilder("net")
            .input(2)
            .layer("body", new Sequential(new Dense(3), new BatchNorm(), new Dropout(0.5)))
            .layer("head", new Dense(1))
            .build();
    Trainer trainer =
        new Trainer(TestEnvironment.reference(), model)
            .loss(new MeanSquaredError())
            .optimizer(new Sgd(0))
            .groups(ParameterGroup.of("body").frozen());
    Dataset data = noise(16, 2);
    Trained trained = trainer.validation(data).fit(data);
    Map<String, NDArray> start = model.initialWeights(42);
    assertThat(trained.weights()).isEqualTo(start);
    // Without dropout and with stored statistics, training and validation compute the same.
    Map<String, Double> values = trained.history().get(0).values();
    assertThat(values.get("loss")).isCloseTo(values.get("val_loss"), within(1e-6));
  }

  @Test
  void accumulatedBatchesUpdateAsOneBatchWould() {
    Dataset data = noise(12, 3);
    Trained whole = trainer().batchSize(12).epochs(3).fit(data);
    Trained parts = trainer().batchSize(4).accumulate(3).epochs(3).fit(data);
    assertThat(parts.weights().get("dense.weight").toDoubles())
        .containsExactly(whole.weights().get("dense.weight").toDoubles(), within(1e-6));
    assertThat(parts.history().get(2).steps()).isEqualTo(9);
  }

  @Test
  void schedulesCountUpdatesAndAnEpochEndsWithOne() {
    // Five batches, by two: three updates per epoch, the last of a single batch.
    Trained trained =
        trainer()
            .schedule(new StepSchedule(3, 0.5))
            .batchSize(2)
            .accumulate(2)
            .epochs(3)
            .fit(noise(10, 4));
    assertThat(trained.history())
        .extracting(report -> report.values().get("learning_rate"))
        .containsExactly(0.1, 0.05, 0.025);
  }

  @Test
  void momentumRestsWhileGradientsAreGathered() {
    Dataset data = noise(12, 5);
    Sgd momentum = new Sgd(0.1, 0.9);
    Trained whole = trainer().optimizer(momentum).batchSize(12).epochs(4).fit(data);
    Trained parts = trainer().optimizer(momentum).batchSize(6).accumulate(2).epochs(4).fit(data);
    assertThat(parts.weights().get("dense.weight").toDoubles())
        .containsExactly(whole.weights().get("dense.weight").toDoubles(), within(1e-6));
  }

  @Test
  void averagesOfWeightsAreWhatTrainingGives() {
    // The penalty halves the weight in each step: 3, 1.5, 0.75.
    Trainer halving =
        trainer().groups(ParameterGroup.of("**.weight").regularizer(new L2(2.5))).epochs(2);
    assertWeights(halving.fit(ZEROS), 0.75, -1);
    double first = 1.5 + (3 - 1.5) * 2 / 11;
    double second = 0.75 + (first - 0.75) * 3 / 12;
    Trained averaged = halving.averageWeights(0.999).validation(noise(4, 6)).fit(ZEROS);
    assertWeights(averaged, second, -4 * second / 3);
    assertThat(averaged.history().get(1).values().get("val_loss"))
        .isCloseTo(
            averaged.evaluate(noise(4, 6), new MeanSquaredError()).get("loss"), within(1e-5));
    assertWeights(halving.averageWeights(0).fit(ZEROS), 0.75, -1);
  }

  @Test
  void earlyStoppingKeepsTheBestAverage() {
    Trained trained =
        trainer()
            .groups(ParameterGroup.of("**.weight").regularizer(new L2(2.5)))
            .averageWeights(0.5)
            .validation(noise(4, 7))
            .earlyStopping(EarlyStopping.on("val_loss"))
            .epochs(20)
            .fit(ZEROS);
    double best =
        trained.history().stream()
            .mapToDouble(report -> report.values().get("val_loss"))
            .min()
            .orElseThrow();
    assertThat(trained.evaluate(noise(4, 7), new MeanSquaredError()).get("loss"))
        .isCloseTo(best, within(1e-5));
  }

  @Test
  void eachGradientIsClippedByItself() {
    Trained trained = trainer().clipByNorm(0.01).fit(noise(8, 8));
    NDArray weight = trained.weights().get("dense.weight");
    double moved = Math.hypot(weight.get(0) - 3, weight.get(1) + 4);
    assertThat(moved).isCloseTo(0.1 * 0.01, within(1e-6));
    assertThat(Math.abs(trained.weights().get("dense.bias").get(0) - 2))
        .isCloseTo(0.1 * 0.01, within(1e-6));
  }
}
