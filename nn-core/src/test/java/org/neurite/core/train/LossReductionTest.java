package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.ComponentException;
import org.neurite.api.TrainingException;
import org.neurite.api.component.Loss;
import org.neurite.api.component.LossReduction;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.JointLoss;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.ReducedLoss;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Sgd;

/** Mean, sum and none, in training and in evaluation. */
class LossReductionTest {
  private static final double RATE = 0.01;
  private static final Model LINE =
      new ModelBuilder("line").input(1).layer("dense", new Dense(1)).build();
  private static final Map<String, NDArray> START =
      Map.of(
          "dense.weight", NDArray.of(new float[] {2}, 1, 1),
          "dense.bias", NDArray.of(new float[] {0}, 1));
  private static final float[] X = {1, 2, 3, 4, 5};
  private static final float[] ERRORS = {1, -1, 2, 0, 3};

  private static Dataset data(Optional<NDArray> weights) {
    float[] y = new float[X.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = 2 * X[i] - ERRORS[i];
    }
    return new ArrayDataset(NDArray.of(X, 5, 1), NDArray.of(y, 5, 1), weights);
  }

  private static Loss squares(LossReduction reduction) {
    return new ReducedLoss(new MeanSquaredError(), reduction);
  }

  private static Trained fit(Loss loss, Dataset data) {
    return new Trainer(TestEnvironment.reference(), LINE)
        .loss(loss)
        .optimizer(new Sgd(RATE))
        .initialWeights(START)
        .batchSize(5)
        .fit(data);
  }

  /** How far the step went, by the rate: the gradient by the weight, its sign turned. */
  private static double pushed(Trained trained) {
    return (2 - trained.weights().get("dense.weight").get(0)) / RATE;
  }

  private static double reported(Trained trained) {
    return trained.history().get(0).values().get("loss");
  }

  @Test
  void pushesByTheMeanOrByTheSum() {
    // Gradients 2 e x: 2, -4, 12, 0, 30. Losses: 1, 1, 4, 0, 9.
    Dataset all = data(Optional.empty());
    for (Loss mean : new Loss[] {new MeanSquaredError(), squares(LossReduction.MEAN)}) {
      assertThat(pushed(fit(mean, all))).isCloseTo(40.0 / 5, within(1e-4));
      assertThat(reported(fit(mean, all))).isCloseTo(3, within(1e-6));
    }
    Trained sum = fit(squares(LossReduction.SUM), all);
    assertThat(pushed(sum)).isCloseTo(40, within(1e-4));
    assertThat(reported(sum)).isCloseTo(15, within(1e-5));
    Trained none = fit(squares(LossReduction.NONE), all);
    assertThat(pushed(none)).isCloseTo(40, within(1e-4));
    assertThat(reported(none)).isCloseTo(3, within(1e-6));
  }

  @Test
  void weightsOfSamplesMultiplyLosses() {
    Dataset weighted = data(Optional.of(NDArray.of(new float[] {1, 0, 2, 1, 0}, 5)));
    // 1 * 2 + 2 * 12 = 26 and 1 * 1 + 2 * 4 = 9, of weights that sum to 4.
    assertThat(pushed(fit(squares(LossReduction.MEAN), weighted)))
        .isCloseTo(26.0 / 4, within(1e-4));
    for (LossReduction undivided : List.of(LossReduction.SUM, LossReduction.NONE)) {
      assertThat(pushed(fit(squares(undivided), weighted))).isCloseTo(26, within(1e-4));
    }
    assertThat(reported(fit(squares(LossReduction.SUM), weighted))).isCloseTo(9, within(1e-5));
    assertThat(reported(fit(squares(LossReduction.NONE), weighted)))
        .isCloseTo(9.0 / 4, within(1e-6));
  }

  private static Trained untrained() {
    return new Trained(TestEnvironment.reference(), LINE, START, List.of(), Map.of());
  }

  /** More samples than one batch holds, the last of them fewer. */
  private static Dataset many(int rows) {
    float[] x = new float[rows];
    float[] y = new float[rows];
    for (int i = 0; i < rows; i++) {
      y[i] = i % 3;
    }
    return new ArrayDataset(NDArray.of(x, rows, 1), NDArray.of(y, rows, 1));
  }

  @Test
  void evaluationIsExactWhateverTheBatches() {
    Dataset data = many(700);
    double sum = 233 * (0 + 1 + 4);
    assertThat(evaluated(LossReduction.SUM, data)).isCloseTo(sum, within(1e-3));
    assertThat(evaluated(LossReduction.MEAN, data)).isCloseTo(sum / 700, within(1e-6));
    assertThat(evaluated(LossReduction.NONE, data)).isCloseTo(sum / 700, within(1e-6));
  }

  private static double evaluated(LossReduction reduction, Dataset data) {
    return untrained().evaluate(data, squares(reduction)).get("loss");
  }

  @Test
  void givesTheLossOfEachSampleInOrder() {
    NDArray losses = untrained().losses(data(Optional.empty()), new MeanSquaredError());
    assertThat(losses).isEqualTo(NDArray.of(new float[] {1, 1, 4, 0, 9}, 5, 1));
    NDArray all = untrained().losses(many(700), squares(LossReduction.SUM));
    assertThat(all.shape()).isEqualTo(Shape.of(700, 1));
    assertThat(all.get(699)).isZero();
    assertThat(all.get(698)).isEqualTo(4);
    assertThatThrownBy(() -> untrained().losses(many(3), new SoftmaxCrossEntropy()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("NN-1403");
  }

  @Test
  void aPartOfAJointLossMayBeASum() {
    JointLoss joint =
        new JointLoss(
            Map.of("y", squares(LossReduction.SUM)), Map.of("y", List.of(1)), Map.of("y", 0.5));
    Trained trained = fit(joint, data(Optional.empty()));
    assertThat(pushed(trained)).isCloseTo(20, within(1e-4));
    assertThat(reported(trained)).isCloseTo(7.5, within(1e-5));
    assertThatThrownBy(
            () ->
                new JointLoss(
                    Map.of("y", squares(LossReduction.NONE)), Map.of("y", List.of(1)), Map.of()))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("JointLoss.losses: expected losses that are each one number");
  }
}
