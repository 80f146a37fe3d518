package org.neurite.core.merge;

import java.util.List;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;

/**
 * Tensors side by side along an axis: along 1, {@code [N, A, ..]} and {@code [N, B, ..]} give
 * {@code [N, A + B, ..]}.
 *
 * @param axis the axis; negative counts from the end
 */
public record Concat(
    @Setting(doc = "axis along which branches are joined", defaultValue = "1") int axis)
    implements Merge {

  /** Along features or channels. */
  public Concat() {
    this(1);
  }

  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    return Tensor.concat(axis, inputs.toArray(Tensor[]::new));
  }
}
