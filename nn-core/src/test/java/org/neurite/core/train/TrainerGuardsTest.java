package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.activation.Identity;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Sgd;

class TrainerGuardsTest {
  private static final Model LINE = new ModelBuilder("line").input(1).layer(new Dense(1)).build();

  private static Trainer trainer(Model model) {
    return new Trainer(TestEnvironment.reference(), model).loss(new MeanSquaredError());
  }

  private static Dataset points(float... targets) {
    float[] inputs = new float[targets.length];
    return new ArrayDataset(
        NDArray.of(inputs, inputs.length, 1), NDArray.of(targets, targets.length, 1));
  }

  @Test
  void aTargetThatIsNoNumberIsFound() {
    Dataset data = points(1, 2, Float.NaN, 4);
    assertThatThrownBy(() -> trainer(LINE).batchSize(4).fit(data))
        .isInstanceOfSatisfying(
            NeuriteException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NON_FINITE_DATA))
        .hasMessageContainingAll("step 1, sample ", "expected finite targets, found NaN");
  }

  @Test
  void aWeightThatIsNoNumberIsFound() {
    Dataset data =
        new ArrayDataset(
            NDArray.of(new float[2], 2, 1),
            NDArray.of(new float[2], 2, 1),
            Optional.of(NDArray.of(new float[] {1, Float.POSITIVE_INFINITY}, 2)));
    assertThatThrownBy(() -> trainer(LINE).fit(data))
        .isInstanceOf(NeuriteException.class)
        .hasMessageContainingAll("NN-1405", "expected finite weights, found Infinity");
  }

  @Test
  void theLossOfAnEpochIsTheMeanOverItsWeights() {
    // Prediction 0 throughout: losses 1, 4 and 9 with weights 1, 2 and 3, in batches of 2 and 1.
    Dataset data =
        new ArrayDataset(
            NDArray.of(new float[3], 3, 1),
            NDArray.of(new float[] {1, 2, 3}, 3, 1),
            Optional.of(NDArray.of(new float[] {1, 2, 3}, 3)));
    Model zero =
        new ModelBuilder("zero").input(1).layer(new Dense(1, new Identity(), false)).build();
    Trained trained = trainer(zero).optimizer(new Sgd(1e-12)).batchSize(2).epochs(1).fit(data);
    assertThat(trained.history().get(0).values().get("loss"))
        .isCloseTo((1 + 8 + 27) / 6.0, within(1e-6));
  }

  @Test
  void interruptingTheTrainingThreadCancelsIt() {
    Dataset data = points(1, 2, 3, 4);
    Trainer trainer =
        trainer(LINE)
            .batchSize(1)
            .epochs(1000)
            .onEpoch(
                report -> {
                  if (report.epoch() == 3) {
                    Thread.currentThread().interrupt();
                  }
                });
    try {
      assertThatThrownBy(() -> trainer.fit(data)).isInstanceOf(CancellationException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(trainer(LINE).fit(data).history()).hasSize(1);
  }

  @Test
  void aModelThatCannotBeSavedIsTrainedWithAWarning() {
    Model model =
        new ModelBuilder("odd")
            .input(1)
            .layer("twice", (ctx, x) -> x.mul(2))
            .layer(new Dense(1))
            .build();
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      trainer(model).fit(points(1, 2));
      trainer(LINE).fit(points(1, 2));
    } finally {
      System.setErr(before);
    }
    List<String> warnings =
        log.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("WARN")).toList();
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("odd can be trained, but not saved: NN-1201");
  }

  @Test
  void fittingSplitDataLeavesTheTrainersOwnValidation() {
    Dataset own = points(5, 6);
    Trainer trainer = trainer(LINE).validation(own);
    TrainingData split =
        new TrainingData() {
          @Override
          public Dataset train() {
            return points(1, 2);
          }

          @Override
          public Optional<Dataset> validation() {
            return Optional.of(points(100));
          }

          @Override
          public Optional<tools.jackson.databind.node.ObjectNode> description() {
            return Optional.empty();
          }
        };
    double ofSplit = trainer.fit(split).history().get(0).values().get("val_loss");
    double ofOwn = trainer.fit(points(1, 2)).history().get(0).values().get("val_loss");
    assertThat(ofSplit).isGreaterThan(9000);
    assertThat(ofOwn).isLessThan(100);
  }
}
