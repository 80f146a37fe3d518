package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Identity;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.Scale;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.train.ArrayDataset;
import org.neurite.reference.Feeds;

/** What every loss must do. Inherit it, name the loss, and say what it compares. */
public abstract class LossContract extends ComponentContract {
  private static final int BATCH = 3;

  /** A rate at which predictions stay where the loss is meant to be used. */
  private static final double CAREFUL = 1e-4;

  /** Made for inheritance. */
  protected LossContract() {}

  /**
   * What is tested.
   *
   * @return the loss, with the settings to test
   */
  protected abstract Loss loss();

  /**
   * Predictions that are tried.
   *
   * @return {@code [N, 4]} unless overridden; the batch comes first
   */
  protected Shape prediction() {
    return Shape.batchOf(4);
  }

  /**
   * Targets for the predictions.
   *
   * @param n number of samples
   * @return an array of the type that the loss asks for
   */
  protected abstract NDArray target(int n);

  /**
   * Smallest prediction tried where the loss must stay finite.
   *
   * @return -100 unless overridden
   */
  protected double low() {
    return -100;
  }

  /**
   * Largest prediction tried where the loss must stay finite.
   *
   * @return 100 unless overridden
   */
  protected double high() {
    return 100;
  }

  @Override
  protected final Component component() {
    return loss();
  }

  private TensorType predictionType() {
    return TensorType.float32(prediction());
  }

  private Tensor apply(Tensor prediction, Tensor target) {
    return loss().apply(prediction, target);
  }

  /** Training follows the gradient, so it must be the loss's own. */
  @Test
  public void gradientIsTheDerivative() {
    NDArray target = target(BATCH);
    double low = Math.max(-2, low());
    double high = Math.min(2, high());
    GradientCheck.of(x -> apply(x.get(0), constant(target)))
        .input(prediction().at(BATCH), low + 0.05 * (high - low), high - 0.05 * (high - low))
        .check();
  }

  /** Predictions far from anything sensible must not end a training. */
  @Test
  public void valueAndGradientStayFinite() {
    NDArray target = target(BATCH);
    NDArray extremes = Trial.repeated(prediction().at(BATCH), high(), low(), 0.5, 1e-40, low());
    List<NDArray> found =
        Trial.valueAndGradient(x -> apply(x, constant(target)), prediction().at(BATCH), extremes);
    Trial.requireFinite("loss", found.get(0));
    Trial.requireFinite("gradient", found.get(1));
  }

  /** A mean over samples needs losses sample by sample, with weights that fit them. */
  @Test
  public void givesALossPerSampleAndWeightsThatFit() {
    Tensor prediction = Tensor.input("prediction", predictionType(), "");
    Tensor target = Tensor.input("target", targetType(), "");
    Tensor losses = apply(prediction, target);
    Shape shape = losses.shape();
    assertTrue(
        shape.rank() > 0 && shape.dim(0).equals(Dim.N),
        "the first axis of the losses must be the batch, found " + shape);
    Tensor weights = loss().weights(losses, target);
    assertEquals(losses.type(), weights.type(), "the type of the weights");
    NDArray found = run(weights, prediction, target, data(), target(BATCH));
    for (double weight : found.toDoubles()) {
      assertTrue(weight >= 0, "weights of at least 0, found " + weight);
    }
  }

  /** The loss of one sample is its own. */
  @Test
  public void samplesDoNotAffectEachOther() {
    Tensor prediction = Tensor.input("prediction", predictionType(), "");
    Tensor target = Tensor.input("target", targetType(), "");
    Tensor losses = apply(prediction, target);
    NDArray data = data();
    NDArray targets = target(BATCH);
    Trial.requireIndependent(
        BATCH,
        i -> run(losses, prediction, target, Trial.row(data, i), Trial.row(targets, i)),
        run(losses, prediction, target, data, targets));
  }

  /**
   * Data that fit are let through. Training takes what {@link Loss#target} asks for, or what looks
   * like a prediction.
   */
  @Test
  public void acceptsItsOwnTargets() {
    assertEquals(
        targetType().shape().at(BATCH), target(BATCH).shape(), "the target of another batch size");
    TensorType asked = loss().target(predictionType());
    assertTrue(
        List.of(asked, predictionType()).contains(targetType()),
        () ->
            "Loss.target asks for %s with predictions %s, but the contract's target is %s"
                .formatted(asked, predictionType(), targetType()));
    loss().check(target(BATCH), predictionType());
  }

  private static Tensor constant(NDArray array) {
    boolean floating = array.dataType().isFloating();
    DataType type = floating ? DataType.FLOAT32 : array.dataType();
    return Tensor.of(new Node(new Leaf.Constant(array, type), List.of(), "").output(0), "");
  }

  private NDArray data() {
    return Trial.data(predictionType(), BATCH, Math.max(-2, low()), Math.min(2, high()), 2);
  }

  private TensorType targetType() {
    NDArray one = target(1);
    Shape shape = one.shape().without(0).insert(0, Dim.N);
    return one.dataType().isFloating() ? TensorType.float32(shape) : one.type().withShape(shape);
  }

  private static NDArray run(
      Tensor result, Tensor prediction, Tensor target, NDArray data, NDArray targets) {
    Graph graph = Graph.body(List.of(prediction.value(), target.value()), List.of(result.value()));
    int n = Math.toIntExact(data.shape().size(0));
    Map<String, NDArray> outputs =
        Trial.run(graph, Feeds.batch(n).input("prediction", data).input("target", targets), false);
    return outputs.values().iterator().next();
  }

  private Graph graph() {
    NDArray target = target(BATCH);
    return Trial.withGradient(x -> apply(x, constant(target)), prediction().at(BATCH));
  }

  /** In single precision, on each backend that is installed; the gradient, too. */
  @Test
  public void everyBackendComputesWhatTheReferenceDoes() {
    BackendTrial.agree(graph(), Trial.feeds(data()), "a loss with its gradient");
  }

  /** Nothing but settings decides, on any thread. */
  @Test
  public void tracedAgainItIsTheSame() {
    Map<String, NDArray> first = Trial.run(graph(), Trial.feeds(data()), false);
    for (Map<String, NDArray> other :
        Threads.atOnce(() -> Trial.run(graph(), Trial.feeds(data()), false))) {
      assertEquals(first, other, "what it gives when it is traced again, beside others");
    }
  }

  /** On each backend that is installed, with the same bits on any thread. */
  @Test
  public void trainsAModel() {
    TensorType sample = predictionType().withShape(prediction().without(0));
    Layer changing = sample.shape().rank() == 0 ? new ActivationLayer(new Identity()) : new Scale();
    new TrainingTrial(
            registry(),
            new Model("contract", sample, List.of(changing)),
            new ArrayDataset(data(), target(BATCH)),
            trainer -> trainer.loss(loss()).optimizer(new Sgd(CAREFUL)))
        .repeatsItself();
  }
}
