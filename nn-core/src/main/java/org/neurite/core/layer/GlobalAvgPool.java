package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;

/** The mean of each channel (Lin, Chen, Yan, 2013), {@code [N, C, spatial..] -> [N, C]}. */
public record GlobalAvgPool() implements Layer {
  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 3, "global-avg-pool", "[N, C, spatial..]");
    return input.mean(Channels.spatial(input));
  }
}
