package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Component;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.Scale;
import org.neurite.core.model.Model;

/**
 * What every activation must do. Inherit it and name the activation:
 *
 * <pre>{@code
 * class SwishTest extends ActivationContract {
 *   @Override
 *   protected Activation activation() {
 *     return new Swish(1.5);
 *   }
 * }
 * }</pre>
 */
public abstract class ActivationContract extends ComponentContract {
  private static final int BATCH = 3;

  /** Made for inheritance. */
  protected ActivationContract() {}

  /**
   * What is tested.
   *
   * @return the activation, with the settings to test
   */
  protected abstract Activation activation();

  /**
   * What it is tried on.
   *
   * @return {@code [N, 4]} unless overridden; the batch comes first
   */
  protected Shape input() {
    return Shape.batchOf(4);
  }

  @Override
  protected final Component component() {
    return activation();
  }

  /**
   * Whether the gradient is another than the derivative on purpose, as that of a spiking neuron.
   *
   * @return false unless overridden
   */
  protected boolean gradientIsASurrogate() {
    return false;
  }

  /** Or, where it is a surrogate, finite. */
  @Test
  public void gradientIsTheDerivative() {
    GradientCheck check = GradientCheck.of(x -> activation().apply(x.get(0))).input(input(), -3, 3);
    if (gradientIsASurrogate()) {
      check.checkFinite();
    } else {
      check.check();
    }
  }

  private TensorType type() {
    return TensorType.float32(input());
  }

  /** Numbers that overflow, underflow or lose their digits in a careless formula. */
  @Test
  public void valueAndGradientStayFinite() {
    NDArray extremes =
        Trial.repeated(input().at(4), 100, -100, 0, 1e-40, -1e-40, 88.8, -88.8, -0.0, 20, -20);
    List<NDArray> found = Trial.valueAndGradient(activation()::apply, input(), extremes);
    Trial.requireFinite("value", found.get(0));
    Trial.requireFinite("gradient", found.get(1));
  }

  /** A prediction must not depend on what else is in the batch. */
  @Test
  public void samplesDoNotAffectEachOther() {
    NDArray data = data();
    Tensor x = Tensor.input("x", type(), "");
    Graph graph = Graph.body(List.of(x.value()), List.of(activation().apply(x).value()));
    Trial.requireIndependent(BATCH, i -> run(graph, Trial.row(data, i)), run(graph, data));
  }

  private static NDArray run(Graph graph, NDArray data) {
    Map<String, NDArray> outputs = Trial.run(graph, Trial.feeds(data), false);
    return outputs.values().iterator().next();
  }

  private NDArray data() {
    return Trial.data(type(), BATCH, -3, 3, 1);
  }

  /** In single precision, on each backend that is installed; the gradient, too. */
  @Test
  public void everyBackendComputesWhatTheReferenceDoes() {
    Graph graph = Trial.withGradient(activation()::apply, input());
    BackendTrial.agree(graph, Trial.feeds(data()), "an activation with its gradient");
  }

  /** Nothing but settings decides, on any thread. */
  @Test
  public void tracedAgainItIsTheSame() {
    NDArray first = applied();
    for (NDArray other : Threads.atOnce(this::applied)) {
      assertEquals(first, other, "what it gives when it is traced again, beside others");
    }
  }

  private NDArray applied() {
    return Trial.run(Trial.withGradient(activation()::apply, input()), Trial.feeds(data()), false)
        .get("value");
  }

  /** Behind a layer with weights, if there can be one. */
  private ModelTrial trial() {
    TensorType sample = type().withShape(input().without(0));
    Layer function = new ActivationLayer(activation());
    List<Layer> layers =
        sample.shape().rank() == 0 ? List.of(function) : List.of(new Scale(), function);
    return new ModelTrial(new Model("contract", sample, layers), data());
  }

  /** What is saved is loaded, and predicts the same bits: at first, and after some training. */
  @Test
  public void aLoadedModelPredictsTheSame() {
    trial().survivesAFile(registry());
  }

  /** Predictions share nothing that is written. */
  @Test
  public void manyThreadsPredictTheSame() {
    trial().threadsAgree(registry());
  }
}
