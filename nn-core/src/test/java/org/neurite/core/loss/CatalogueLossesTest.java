package org.neurite.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.ShapeException;
import org.neurite.api.TrainingException;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
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
        .hasMessageStartingWith("NN-1403 at hinge, sample 0: expected targets from -1.0 to 1.0");
    assertThatThrownBy(() -> new KlDivergence().check(two, type)).hasMessageContaining("NN-1403");
    assertThatThrownBy(() -> new FocalLoss().check(two, type)).hasMessageContaining("NN-1403");
    assertThatThrownBy(() -> new NegativeLogLikelihood().check(NDArray.of(new int[] {2}, 1), type))
        .hasMessageContaining("a class index from 0 to 1");
  }

  @Test
  void rejectsSettingsOutOfRange() {
    assertThatThrownBy(() -> new SmoothL1(0)).hasMessageContaining("SmoothL1.beta");
    assertThatThrownBy(() -> new GaussianNll(false, 0)).hasMessageContaining("GaussianNll.eps");
    assertThatThrownBy(() -> new NegativeLogLikelihood(List.of(-1.0), Optional.empty()))
        .hasMessageContaining("classWeights");
  }
}
