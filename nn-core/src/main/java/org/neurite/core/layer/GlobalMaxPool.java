package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;

/**
 * The largest value of each channel (Oquab, Bottou, Laptev, Sivic, 2015), {@code [N, C, spatial..]
 * -> [N, C]}.
 */
public record GlobalMaxPool() implements Layer {
  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 3, "global-max-pool", "[N, C, spatial..]");
    return input.reduceMax(Channels.spatial(input));
  }
}
