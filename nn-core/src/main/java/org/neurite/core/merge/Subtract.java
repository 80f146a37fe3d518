package org.neurite.core.merge;

import java.util.List;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.graph.Tensor;

/** The first tensor less the others, all of one shape: {@code k * [N, ..] -> [N, ..]}. */
public record Subtract() implements Merge {
  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    return Alike.fold(ctx, "subtract", inputs, Tensor::sub);
  }
}
