package org.neurite.testkit;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Component;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.reference.Feeds;

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
    NDArray data = Trial.data(type(), BATCH, -3, 3, 1);
    Tensor x = Tensor.input("x", type(), "");
    Graph graph = Graph.body(List.of(x.value()), List.of(activation().apply(x).value()));
    Trial.requireIndependent(BATCH, i -> run(graph, Trial.row(data, i)), run(graph, data));
  }

  private static NDArray run(Graph graph, NDArray data) {
    int n = Math.toIntExact(data.shape().size(0));
    Map<String, NDArray> outputs = Trial.run(graph, Feeds.batch(n).input("x", data), false);
    return outputs.values().iterator().next();
  }
}
