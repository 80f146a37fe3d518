package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;

/** One row per sample, row-major: {@code [N, C, H, W] -> [N, C*H*W]}. */
public record Flatten() implements Layer {
  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 1, "flatten", "[N, ..]");
    return input.flatten(1);
  }
}
