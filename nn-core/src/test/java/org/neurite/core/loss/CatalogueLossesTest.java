package org.neurite.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.neurite.api.ShapeException;
import org.neurite.api.TrainingException;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Celu;
import org.neurite.core.activation.Softplus;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.testing.Evaluate;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;

class CatalogueLossesTest {
  private static Tensor scores(long... sizes) {
    return Tensor.input("prediction", TensorType.float32(Shape.batchOf(sizes)), "net");
  }

  @Test
  void lossesOfSeveralVectorsStateTheirForm() {
    assertThatThrownBy(() -> new TripletMargin().apply(scores(2, 5), scores()))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at triplet-margin after layer net: expected a prediction")
        .hasMessageContaining("[N, 3, ..] of anchor, positive, negative");
    assertThatThrownBy(() -> new MultiMargin().apply(scores(2, 5), scores()))
        .hasMessageContaining("scores [N, C]");
    assertThat(new TripletMargin().target(scores(3, 5).type()))
        .isEqualTo(TensorType.float32(Shape.batchOf()));
    assertThat(new GaussianNll().target(scores(2, 5).type()))
        .isEqualTo(TensorType.float32(Shape.batchOf(5)));
  }

  /** A variance far below zero counts as the smallest; in single precision too. */
  @Test
  void aVarianceBelowZeroIsRaisedAndStillPushedUp() {
    Tensor prediction = scores(2, 1);
    Tensor target = Tensor.input("target", TensorType.float32(Shape.batchOf(1)), "net");
    Tensor loss = new GaussianNll(false, 0.5).apply(prediction, target);
    Tensor gradient = Gradients.of(loss.sum(), List.of(prediction)).get(0);
    Graph graph =
        new Graph(
            List.of(prediction.value(), target.value()),
            List.of(
                new Graph.Output("loss", loss.value()),
                new Graph.Output("gradient", gradient.value())),
            List.of());
    Feeds feeds =
        Feeds.batch(1)
            .input("prediction", NDArray.of(new float[] {1, -1e9f}, 1, 2, 1))
            .input("target", NDArray.of(new float[] {3}, 1, 1));
    Map<String, NDArray> found =
        ReferenceInterpreter.run(graph, feeds, value -> (float) value).outputs();
    assertThat(found.get("loss").get(0)).isCloseTo(0.5 * (Math.log(0.5) + 8), within(1e-6));
    // 0.5 (1 / v - error^2 / v^2) at the raised variance
    assertThat(found.get("gradient").get(1)).isCloseTo(0.5 * (2 - 16), within(1e-6));
  }

  @Test
  void targetsAreChecked() {
    TensorType type = scores(2).type();
    NDArray two = NDArray.of(new double[] {2}, 1, 1);
    assertThatThrownBy(() -> new Hinge().check(two, type))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "NN-1403 at hinge, sample 0 of the batch: expected targets of -1 or 1, found 2.0")
        .hasMessageContaining("Write -1 for no and 1 for yes");
    assertThatThrownBy(() -> new KlDivergence().check(two, type)).hasMessageContaining("NN-1403");
    assertThatThrownBy(() -> new FocalLoss().check(two, type)).hasMessageContaining("NN-1403");
    assertThatThrownBy(() -> new NegativeLogLikelihood().check(NDArray.of(new int[] {2}, 1), type))
        .hasMessageContaining("a class index from 0 to 1");
  }

  @Test
  void yesAndNoAreTwoNumbersAndNothingBetween() {
    TensorType type = scores().type();
    NDArray zero = NDArray.of(new double[] {1, 0}, 2);
    for (Loss loss : List.of(new Hinge(), new CosineEmbedding())) {
      assertThatCode(() -> loss.check(NDArray.of(new double[] {-1, 1}, 2), type))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> loss.check(zero, type))
          .hasMessageContaining("sample 1 of the batch: expected targets of -1 or 1, found 0.0");
    }
    assertThatCode(() -> new FocalLoss().check(zero, type)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new FocalLoss().check(NDArray.of(new double[] {0.5}, 1), type))
        .hasMessageContaining(
            "focal, sample 0 of the batch: expected targets of 0 or 1, found 0.5");
  }

  @Test
  void logLikelihoodNeedsAWeightForEachClassAndNamesItself() {
    Tensor labels = Tensor.input("target", TensorType.int32(Shape.batchOf()), "net");
    NegativeLogLikelihood two = new NegativeLogLikelihood(List.of(1.0, 2.0), Optional.empty());
    assertThatThrownBy(() -> two.apply(scores(4), labels))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("negative-log-likelihood after layer net")
        .hasMessageContaining("classWeights for each of 4 classes, found 2");
    assertThatThrownBy(() -> new NegativeLogLikelihood(List.of(-1.0), Optional.empty()))
        .hasMessageStartingWith("NN-1202 at NegativeLogLikelihood.classWeights");
    NDArray nine = NDArray.of(new int[] {9}, 1);
    assertThatThrownBy(() -> two.check(nine, scores(4).type()))
        .hasMessageStartingWith(
            "NN-1403 at negative-log-likelihood, sample 0 of the batch: expected a class");
    assertThatThrownBy(() -> new MultiMargin().check(nine, scores(4).type()))
        .hasMessageStartingWith("NN-1403 at multi-margin, sample 0 of the batch: expected a class");
  }

  @Test
  void anIgnoredSampleMayHaveProbabilityZero() {
    NegativeLogLikelihood loss = new NegativeLogLikelihood(List.of(), Optional.of(0));
    NDArray log = NDArray.of(new double[] {Double.NEGATIVE_INFINITY, 0, -2, -0.5}, 2, 2);
    assertThat(Evaluate.loss(loss, log, NDArray.of(new int[] {0, 1}, 2)).y())
        .containsExactly(0, 0.5);
  }

  @Test
  void focalLossDiscountsEasyAnswers() {
    double p = 1 / (1 + Math.exp(-2));
    NDArray logits = NDArray.of(new double[] {2, 2}, 2);
    NDArray targets = NDArray.of(new double[] {1, 0}, 2);
    double yes = -0.25 * Math.pow(1 - p, 2) * Math.log(p);
    double no = -0.75 * Math.pow(p, 2) * Math.log(1 - p);
    Evaluate.Curve focal = Evaluate.loss(new FocalLoss(), logits, targets);
    assertThat(focal.y()).containsExactly(new double[] {yes, no}, within(1e-12));
    double h = 1e-6;
    double q = 1 / (1 + Math.exp(-2 - h));
    double rise = -0.25 * Math.pow(1 - q, 2) * Math.log(q) - yes;
    assertThat(focal.gradient()[0]).isCloseTo(rise / h, within(1e-6));
    assertThat(Evaluate.loss(new FocalLoss(0, 0.5), logits, targets).y())
        .containsExactly(new double[] {-Math.log(p) / 2, -Math.log(1 - p) / 2}, within(1e-12));
  }

  @Test
  void equalVectorsHaveADistanceWithoutSlope() {
    NDArray equal = NDArray.of(new double[] {1, 2, 1, 2, 4, 6}, 1, 3, 2);
    Evaluate.Curve curve =
        Evaluate.loss(new TripletMargin(9, 0), equal, NDArray.of(new double[1], 1));
    assertThat(curve.y()[0]).isCloseTo(9 - 5, within(1e-9));
    assertThat(curve.gradient())
        .containsExactly(new double[] {0.6, 0.8, 0, 0, -0.6, -0.8}, within(1e-9));
  }

  @Test
  void aNumberThatIsZeroInSinglePrecisionIsNotAboveZero() {
    for (ThrowingCallable tiny :
        List.<ThrowingCallable>of(
            () -> new SmoothL1(1e-46),
            () -> new Huber(1e-46),
            () -> new GaussianNll(false, 1e-46),
            () -> new Celu(1e-46),
            () -> new Softplus(1e-46))) {
      assertThatThrownBy(tiny)
          .hasMessageContaining("expected a finite number above 0 in single precision, found");
    }
  }

  @Test
  void rejectsSettingsOutOfRange() {
    assertThatThrownBy(() -> new SmoothL1(0)).hasMessageContaining("SmoothL1.beta");
    assertThatThrownBy(() -> new GaussianNll(false, 0)).hasMessageContaining("GaussianNll.eps");
    assertThatThrownBy(() -> new NegativeLogLikelihood(List.of(-1.0), Optional.empty()))
        .hasMessageContaining("classWeights");
  }
}
