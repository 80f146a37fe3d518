package com.acme;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;

/** Adds normal noise in training, nothing in prediction; any shape. */
public record Noise(@Setting(doc = "standard deviation", min = 0) double deviation)
    implements Layer {
  @Override
  public Tensor apply(LayerContext ctx, Tensor x) {
    return ctx.training() ? x.add(ctx.random().normal(x.shape(), 0, deviation)) : x;
  }
}
