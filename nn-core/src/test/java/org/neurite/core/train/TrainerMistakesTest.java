package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.schedule.ReduceOnPlateau;
import org.neurite.core.schedule.Warmup;

class TrainerMistakesTest {
  private static final Model MODEL =
      new ModelBuilder("houses")
          .input(2)
          .layer(new Dense(4, new Relu()))
          .layer(new Dense(1))
          .build();
  private static final Model CLASSES =
      new ModelBuilder("digits").input(2).layer(new Dense(3)).build();

  private static final Model CLASSES_OF_ONE =
      new ModelBuilder("one").input(2).layer(new Dense(1)).build();

  private static Trainer trainer(Model model) {
    return new Trainer(TestEnvironment.reference(), model);
  }

  private static Dataset data(float[] inputs, int width, NDArray targets) {
    return new ArrayDataset(NDArray.of(inputs, inputs.length / width, width), targets);
  }

  private static void assertProblem(Runnable action, ErrorCode code, String... parts) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(NeuriteException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(parts);
  }

  @Test
  void inputsOfTheWrongWidth() {
    Dataset three = data(new float[6], 3, NDArray.of(new float[2], 2, 1));
    assertProblem(
        () -> trainer(MODEL).loss(new MeanSquaredError()).fit(three),
        ErrorCode.INPUT_MISMATCH,
        "houses, training data",
        "expected samples of shape [2], found [3]");
  }

  @Test
  void targetsOfTheWrongShape() {
    Dataset flat = data(new float[4], 2, NDArray.of(new float[2], 2));
    assertProblem(
        () -> trainer(MODEL).loss(new MeanSquaredError()).fit(flat),
        ErrorCode.TARGET_MISMATCH,
        "expected targets of type float32[N, 1] for MeanSquaredError",
        "found float32[N]");
  }

  @Test
  void saysWhichAxesAreTooManyOrMissing() {
    Model sequences = new ModelBuilder("steps").input(3, 2).layer("dense", new Dense(1)).build();
    NDArray numbers = NDArray.of(new float[2], 2, 1);
    assertProblem(
        () ->
            trainer(sequences)
                .loss(new MeanSquaredError())
                .fit(new ArrayDataset(NDArray.of(new float[12], 2, 3, 2), numbers)),
        ErrorCode.TARGET_MISMATCH,
        "on an output float32[N, 3, 1], found float32[N, 1]",
        "End the network in fewer axes, by a Flatten, a global pool, or a recurrent layer");
    assertProblem(
        () -> trainer(sequences).loss(new MeanSquaredError()).fit(data(new float[12], 6, numbers)),
        ErrorCode.INPUT_MISMATCH,
        "expected samples of shape [3, 2], found [6]",
        "Give the model input[6] and let it begin with a Reshape, or reshape the data");
  }

  @Test
  void aLabelBeyondTheLastClass() {
    Dataset four = data(new float[4], 2, NDArray.of(new int[] {0, 3}, 2));
    assertProblem(
        () -> trainer(CLASSES).loss(new SoftmaxCrossEntropy()).fit(four),
        ErrorCode.TARGET_MISMATCH,
        "3");
  }

  @Test
  void inputsThatAreNotNumbers() {
    Dataset nan = data(new float[] {1, 2, Float.NaN, 4}, 2, NDArray.of(new float[2], 2, 1));
    assertProblem(
        () -> trainer(MODEL).loss(new MeanSquaredError()).fit(nan),
        ErrorCode.NON_FINITE_DATA,
        "sample",
        "found NaN");
  }

  @Test
  void aLearningRateThatMakesTheLossGrowWithoutBound() {
    Dataset rows = data(new float[] {900, -800, 700, 600}, 2, NDArray.of(new float[2], 2, 1));
    assertProblem(
        () ->
            trainer(MODEL)
                .loss(new MeanSquaredError())
                .optimizer(new Sgd(1e9))
                .epochs(50)
                .fit(rows),
        ErrorCode.NON_FINITE_LOSS,
        "step ",
        "Lower the learning rate");
  }

  @Test
  void optionsOutOfRange() {
    Trainer trainer = trainer(MODEL);
    assertProblem(() -> trainer.epochs(0), ErrorCode.BAD_OPTION, "epochs", "found 0");
    assertProblem(() -> trainer.batchSize(-1), ErrorCode.BAD_OPTION, "batch size", "found -1");
    assertProblem(() -> trainer.clipByValue(0), ErrorCode.BAD_OPTION, "clip by value");
    assertProblem(() -> trainer.clipByGlobalNorm(-2), ErrorCode.BAD_OPTION, "global norm");
    assertProblem(() -> trainer.classWeights(1, -1), ErrorCode.BAD_OPTION, "class weights");
    assertProblem(() -> EarlyStopping.on("val_loss").patience(0), ErrorCode.BAD_OPTION, "patience");
  }

  @Test
  void noLoss() {
    Dataset rows = data(new float[4], 2, NDArray.of(new float[2], 2, 1));
    assertProblem(() -> trainer(MODEL).fit(rows), ErrorCode.BAD_OPTION, "call loss(...)");
  }

  @Test
  void classWeightsForTargetsThatAreNoLabels() {
    Dataset rows = data(new float[4], 2, NDArray.of(new float[2], 2, 1));
    assertProblem(
        () -> trainer(MODEL).loss(new MeanSquaredError()).classWeights(1, 2).fit(rows),
        ErrorCode.BAD_OPTION,
        "targets that are one label each");
  }

  @Test
  void aValueToWatchThatNobodyMeasures() {
    Dataset rows = data(new float[4], 2, NDArray.of(new float[2], 2, 1));
    assertProblem(
        () ->
            trainer(MODEL)
                .loss(new MeanSquaredError())
                .earlyStopping(EarlyStopping.on("val_loss"))
                .fit(rows),
        ErrorCode.BAD_OPTION,
        "validation data for 'val_loss'",
        "call validation(...)");
    assertProblem(
        () ->
            trainer(MODEL)
                .loss(new MeanSquaredError())
                .earlyStopping(EarlyStopping.on("los"))
                .fit(rows),
        ErrorCode.BAD_OPTION,
        "[loss, learning_rate], or a value that begins with val_",
        "'los'");
    assertProblem(
        () -> trainer(MODEL).loss(new MeanSquaredError()).schedule(new ReduceOnPlateau()).fit(rows),
        ErrorCode.BAD_OPTION,
        "at schedule",
        "validation data for 'val_loss'",
        "call validation(...)");
    int[] epochs = new int[1];
    assertProblem(
        () ->
            trainer(MODEL)
                .loss(new MeanSquaredError())
                .schedule(new Warmup(1, new ReduceOnPlateau()))
                .onEpoch(report -> epochs[0]++)
                .fit(rows),
        ErrorCode.BAD_OPTION,
        "at schedule",
        "validation data for 'val_loss'");
    assertThat(epochs[0]).as("epochs before the mistake was found").isZero();
  }

  @Test
  void aMetricToWatchThatNobodyMeasures() {
    Dataset rows = data(new float[4], 2, NDArray.of(new float[2], 2, 1));
    assertProblem(
        () ->
            trainer(MODEL)
                .loss(new MeanSquaredError())
                .validation(rows)
                .earlyStopping(EarlyStopping.on("val_acc"))
                .fit(rows),
        ErrorCode.BAD_OPTION,
        "one of the values [loss, learning_rate, val_loss]",
        "'val_acc'");
  }

  @Test
  void weightsThatTheLastStepBroke() {
    Dataset rows = data(new float[] {900, -800}, 2, NDArray.of(new float[] {1}, 1, 1));
    assertProblem(
        () ->
            trainer(CLASSES_OF_ONE)
                .loss(new MeanSquaredError())
                .optimizer(new Sgd(Float.MAX_VALUE))
                .fit(rows),
        ErrorCode.NON_FINITE_LOSS,
        "after step 1",
        "expected finite weights");
  }

  @Test
  void aBatchInWhichNoSampleCountsChangesNothing() {
    Dataset rows = data(new float[] {1, 2}, 2, NDArray.of(new int[] {1}, 1));
    Trained trained =
        trainer(CLASSES).loss(new SoftmaxCrossEntropy()).classWeights(1, 0, 1).fit(rows);
    assertThat(trained.history().get(0).values()).containsEntry("loss", 0.0);
  }

  @Test
  void aDataThreadThatDiesEndsTheTraining() {
    Dataset sneaky =
        new Broken(data(new float[4], 2, NDArray.of(new float[2], 2, 1))) {
          @Override
          public Reader read(Optional<RandomStream> shuffle) {
            throw sneak(new java.io.IOException("the disk is gone"));
          }
        };
    assertThatThrownBy(() -> trainer(MODEL).loss(new MeanSquaredError()).fit(sneaky))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the disk is gone");
  }

  @SuppressWarnings("unchecked") // what Kotlin or Lombok do to a checked exception
  private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void weightsThatDoNotFit() {
    assertProblem(
        () -> trainer(MODEL).initialWeights(Map.of()),
        ErrorCode.WEIGHTS_MISMATCH,
        "weight dense_1.weight",
        "an array of shape [4, 2]",
        "found none");
  }

  @Test
  void anErrorOfTheDataReachesTheCallerWithItsOwnMessage() {
    Dataset broken = new Broken(data(new float[4], 2, NDArray.of(new float[2], 2, 1)));
    assertThatThrownBy(() -> trainer(MODEL).loss(new MeanSquaredError()).fit(broken))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("houses.csv:7");
  }

  private static class Broken implements Dataset {
    private final Dataset rows;

    Broken(Dataset rows) {
      this.rows = rows;
    }

    @Override
    public org.neurite.api.tensor.Shape inputShape() {
      return rows.inputShape();
    }

    @Override
    public org.neurite.api.tensor.TensorType targetType() {
      return rows.targetType();
    }

    @Override
    public java.util.OptionalLong size() {
      return rows.size();
    }

    @Override
    public Reader read(Optional<RandomStream> shuffle) {
      throw new DataException(
          org.neurite.api.Problem.of(ErrorCode.DATA_MALFORMED)
              .at("houses.csv:7")
              .expected("9 fields")
              .found("8"));
    }
  }
}
