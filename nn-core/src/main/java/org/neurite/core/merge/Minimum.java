package org.neurite.core.merge;

import java.util.List;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.graph.Tensor;

/** The elementwise minimum of tensors of one shape: {@code k * [N, ..] -> [N, ..]}. */
public record Minimum() implements Merge {
  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    return Alike.fold(ctx, "minimum", inputs, Tensor::min);
  }
}
