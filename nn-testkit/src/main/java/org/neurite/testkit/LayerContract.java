package org.neurite.testkit;

import java.util.List;
import java.util.Optional;
import org.neurite.api.component.Component;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;

/**
 * What every layer must do. Inherit it, name the layer, and say what it is applied to:
 *
 * <pre>{@code
 * class ScaleShiftTest extends LayerContract {
 *   ScaleShiftTest() {
 *     super(new ScaleShift(3), Shape.batchOf(5));
 *   }
 * }
 * }</pre>
 */
public abstract class LayerContract extends TracedContract {
  private final Optional<Layer> layer;
  private final Optional<TensorType> input;

  /** For a test that overrides {@link #layer} and {@link #input}. */
  protected LayerContract() {
    layer = Optional.empty();
    input = Optional.empty();
  }

  /**
   * For a test of one layer on one input.
   *
   * @param layer what is tested, with the settings to test
   * @param input dimensions of a batch of float32, for instance {@code [N, 4]}
   */
  protected LayerContract(Layer layer, Shape input) {
    this.layer = Optional.of(layer);
    this.input = Optional.of(TensorType.float32(input));
  }

  /**
   * What is tested.
   *
   * @return the layer, with the settings to test
   */
  protected Layer layer() {
    return layer.orElseThrow(() -> unstated("layer()"));
  }

  /**
   * What it is applied to.
   *
   * @return type of a batch, for instance {@code float32[N, 4]}
   */
  protected TensorType input() {
    return input.orElseThrow(() -> unstated("input()"));
  }

  private static IllegalStateException unstated(String method) {
    return new IllegalStateException(
        "override " + method + ", or pass layer and input shape to the constructor");
  }

  @Override
  protected final Component component() {
    return layer();
  }

  @Override
  final List<TensorType> inputTypes() {
    return List.of(input());
  }

  @Override
  final Tensor traced(Trace trace, List<Tensor> inputs) {
    return trace.apply("", "layer", layer(), inputs.get(0));
  }

  @Override
  final Model model() {
    TensorType sample = input().withShape(input().shape().without(0));
    return new Model("contract", sample, List.of(layer()));
  }

  @Override
  final NDArray samples(List<NDArray> inputs) {
    return inputs.get(0);
  }
}
