package org.neurite.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ShapeException;
import org.neurite.api.TrainingException;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;

class LossesTest {
  private static final Offset<Double> TIGHT = within(1e-9);

  /** Losses, their weights, their mean and the gradient of the sum of losses. */
  private record Outcome(Map<String, NDArray> outputs) {
    double[] losses() {
      return outputs.get("losses").toDoubles();
    }

    double[] weights() {
      return outputs.get("weights").toDoubles();
    }

    double[] gradient() {
      return outputs.get("gradient").toDoubles();
    }

    double mean() {
      return Arrays.stream(losses()).sum() / Arrays.stream(weights()).sum();
    }
  }

  private static Outcome evaluate(Loss loss, NDArray prediction, NDArray target) {
    Tensor p = input("p", prediction);
    Tensor t = input("t", target);
    Tensor losses = loss.apply(p, t);
    Map<String, Tensor> results =
        Map.of(
            "losses", losses,
            "weights", loss.weights(losses, t),
            "gradient", Gradients.of(losses, List.of(p)).get(0));
    Graph graph =
        new Graph(
            List.of(p.value(), t.value()),
            results.entrySet().stream()
                .map(e -> new Graph.Output(e.getKey(), e.getValue().value()))
                .toList(),
            List.of());
    Feeds feeds = Feeds.batch(prediction.shape().size(0)).input("p", prediction).input("t", target);
    Map<String, NDArray> outputs = ReferenceInterpreter.run(graph, feeds).outputs();
    assertThat(outputs.get("losses").shape()).isEqualTo(outputs.get("weights").shape());
    return new Outcome(outputs);
  }

  private static Tensor input(String name, NDArray array) {
    return Tensor.input(
        name, new TensorType(array.dataType(), array.shape().with(0, Dim.N)), "net");
  }

  private static NDArray column(double... values) {
    return NDArray.of(values, values.length, 1);
  }

  private static Tensor symbolic(String name, long... sizes) {
    return Tensor.input(name, TensorType.float32(Shape.batchOf(sizes)), "net/dense_2");
  }

  @Test
  void meanSquaredError() {
    Outcome outcome = evaluate(new MeanSquaredError(), column(3, -1), column(1, -1));
    assertThat(outcome.losses()).containsExactly(4, 0);
    assertThat(outcome.mean()).isEqualTo(2);
    assertThat(outcome.gradient()).containsExactly(new double[] {4, 0}, TIGHT);
  }

  @Test
  void meanAbsoluteErrorIsFlatWhereItHits() {
    Outcome outcome = evaluate(new MeanAbsoluteError(), column(3, -1, -5), column(1, -1, 0));
    assertThat(outcome.losses()).containsExactly(2, 0, 5);
    assertThat(outcome.gradient()).containsExactly(new double[] {1, 0, -1}, TIGHT);
  }

  @Test
  void huberIsLinearBeyondDelta() {
    Outcome outcome = evaluate(new Huber(2), column(1, 2, 10, -10, 1e200), column(0, 0, 0, 0, 0));
    assertThat(outcome.losses()).containsExactly(0.5, 2, 18, 18, 2e200);
    assertThat(outcome.gradient()).containsExactly(1, 2, 2, -2, 2);
    assertThatThrownBy(() -> new Huber(0))
        .hasMessageContaining("Huber.delta: expected a finite number above 0");
  }

  @Test
  void binaryCrossEntropyIsExactForAnyLogit() {
    Outcome outcome =
        evaluate(new BinaryCrossEntropy(), column(0, 1000, 1000, -40, -40), column(1, 1, 0, 0, 1));
    assertThat(outcome.losses()[0]).isCloseTo(Math.log(2), TIGHT);
    assertThat(outcome.losses()[1]).isZero();
    assertThat(outcome.losses()[2]).isEqualTo(1000);
    assertThat(outcome.losses()[3]).isCloseTo(Math.exp(-40), within(1e-30));
    assertThat(outcome.losses()[4]).isCloseTo(40, TIGHT);
    assertThat(outcome.gradient())
        .containsExactly(new double[] {-0.5, 0, 1, Math.exp(-40), -1}, within(1e-15));
  }

  @Test
  void binaryCrossEntropyWeighsPositiveAnswers() {
    NDArray logits = NDArray.of(new double[] {0, 0, 0, 0}, 2, 2);
    NDArray targets = NDArray.of(new double[] {1, 0, 0, 1}, 2, 2);
    double ln2 = Math.log(2);
    assertThat(evaluate(new BinaryCrossEntropy(List.of(3.0)), logits, targets).losses())
        .containsExactly(new double[] {3 * ln2, ln2, ln2, 3 * ln2}, TIGHT);
    assertThat(evaluate(new BinaryCrossEntropy(List.of(3.0, 5.0)), logits, targets).losses())
        .containsExactly(new double[] {3 * ln2, ln2, ln2, 5 * ln2}, TIGHT);
    assertThatThrownBy(
            () ->
                new BinaryCrossEntropy(List.of(1.0, 2.0)).apply(symbolic("p", 3), symbolic("t", 3)))
        .hasMessageContaining("one positiveWeight, or one for each of the outputs of [N, 3]");
    assertThatThrownBy(() -> new BinaryCrossEntropy(List.of(-1.0)))
        .hasMessageContaining("positiveWeight: expected finite numbers not below 0, found [-1.0]");
  }

  @Test
  void crossEntropyOfIndicesAndDistributionsAgree() {
    NDArray logits = NDArray.of(new double[] {1, 2, 3, 0, 0, Math.log(2)}, 2, 3);
    double[] indices =
        evaluate(new SoftmaxCrossEntropy(), logits, NDArray.of(new int[] {2, 0}, 2)).losses();
    NDArray oneHot = NDArray.of(new double[] {0, 0, 1, 1, 0, 0}, 2, 3);
    assertThat(evaluate(new SoftmaxCrossEntropy(), logits, oneHot).losses())
        .containsExactly(indices, TIGHT);
    assertThat(indices[1]).isCloseTo(Math.log(4), TIGHT);
  }

  /** Numbers of PyTorch's cross_entropy. */
  @Test
  void crossEntropyWeighsAndSmooths() {
    NDArray logits =
        NDArray.of(
            new double[] {
              1.53125,
              1.890625,
              0.34375,
              0.46875,
              -0.3359375,
              0.6171875,
              -2.6015625,
              -0.4921875,
              -0.4453125,
              0.4921875,
              -0.65625,
              -2.625
            },
            4,
            3);
    NDArray target = NDArray.of(new int[] {2, 0, 0, 2}, 4);
    List<Double> weights = List.of(1.375, 0.375, 1.0);

    Outcome weighted =
        evaluate(new SoftmaxCrossEntropy(weights, 0, Optional.empty()), logits, target);
    assertThat(weighted.weights()).containsExactly(1, 1.375, 1.375, 1);
    assertThat(weighted.mean()).isCloseTo(2.2953855646547816, TIGHT);
    Outcome smoothed =
        evaluate(new SoftmaxCrossEntropy(weights, 0.125, Optional.empty()), logits, target);
    assertThat(smoothed.mean()).isCloseTo(2.148726246777831, TIGHT);
    Outcome ignoring =
        evaluate(
            new SoftmaxCrossEntropy(List.of(), 0, Optional.of(-100)),
            logits,
            NDArray.of(new int[] {2, 0, -100, 2}, 4));
    assertThat(ignoring.mean()).isCloseTo(2.192840278284078, TIGHT);
    assertThat(Arrays.copyOfRange(ignoring.gradient(), 6, 9))
        .containsExactly(new double[] {0, 0, 0}, TIGHT);
  }

  @Test
  void crossEntropyIgnoresEvenWhatSmoothingSpreads() {
    NDArray logits = NDArray.of(new double[] {5, 1}, 1, 2);
    Outcome outcome =
        evaluate(
            new SoftmaxCrossEntropy(List.of(1.0, 2.0), 0.5, Optional.of(-1)),
            logits,
            NDArray.of(new int[] {-1}, 1));
    assertThat(outcome.losses()).containsExactly(0);
    assertThat(outcome.weights()).containsExactly(0);
    assertThat(outcome.gradient()).containsExactly(new double[] {0, 0}, TIGHT);
  }

  @Test
  void crossEntropyTakesFurtherAxesAsMoreSamples() {
    NDArray logits = NDArray.of(new double[] {0, 1, Math.log(3), 1}, 1, 2, 2);
    Outcome outcome =
        evaluate(new SoftmaxCrossEntropy(), logits, NDArray.of(new int[] {1, 0}, 1, 2));
    assertThat(outcome.losses())
        .containsExactly(new double[] {Math.log(4.0 / 3), Math.log(2)}, TIGHT);
  }

  @Test
  void crossEntropyAsksForIndices() {
    assertThat(new SoftmaxCrossEntropy().target(TensorType.float32(Shape.batchOf(10))))
        .isEqualTo(TensorType.int32(Shape.batchOf()));
    assertThat(new SoftmaxCrossEntropy().target(TensorType.float32(Shape.batchOf(10, 4, 5))))
        .isEqualTo(TensorType.int32(Shape.batchOf(4, 5)));
  }

  @Test
  void rejectsTargetsThatWouldBroadcast() {
    assertThatThrownBy(() -> new MeanSquaredError().apply(symbolic("p", 1), symbolic("t")))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "NN-1101 at mean-squared-error after layer net/dense_2: expected a target of shape"
                + " [N, 1] for a prediction of shape [N, 1], found float32[N]. Change the last"
                + " layer or the target's shape.");
    assertThatThrownBy(() -> new SoftmaxCrossEntropy().apply(symbolic("p", 3), symbolic("t", 1)))
        .hasMessageContaining(
            "int32 class indices [N] or distributions [N, 3], found float32[N, 1]");
    assertThatThrownBy(() -> new SoftmaxCrossEntropy().apply(symbolic("p"), symbolic("t")))
        .hasMessageContaining("expected logits [N, C, ..], found [N]");
    assertThatThrownBy(
            () ->
                new SoftmaxCrossEntropy(List.of(1.0), 0, Optional.empty())
                    .apply(symbolic("p", 3), symbolic("t", 3)))
        .hasMessageContaining("classWeights for each of 3 classes, found 1");
  }

  @Test
  void findsLabelsBeyondTheLastClass() {
    TensorType prediction = TensorType.float32(Shape.batchOf(3));
    NDArray labels = NDArray.of(new int[] {0, 2, 3}, 3);

    assertThatThrownBy(() -> new SoftmaxCrossEntropy().check(labels, prediction))
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_MISMATCH))
        .hasMessage(
            "NN-1403 at softmax-cross-entropy, sample 2 of the batch: expected a class index from 0"
                + " to 2, found 3. Give the last layer as many outputs as there are classes, or"
                + " number the classes from 0.");
    new SoftmaxCrossEntropy(List.of(), 0, Optional.of(3)).check(labels, prediction);
    assertThatThrownBy(
            () ->
                new BinaryCrossEntropy()
                    .check(column(0, 1.5), TensorType.float32(Shape.batchOf(1))))
        .hasMessageContaining(
            "binary-cross-entropy, sample 1 of the batch: expected targets from 0.0 to 1.0");
  }
}
