package com.acme;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/**
 * Takes the mean of all batches seen so far, slowly forgetting, from each feature; {@code [N, F]}.
 */
public record RunningMean() implements Layer {
  @Override
  public Tensor apply(LayerContext ctx, Tensor x) {
    Tensor mean = ctx.state("mean", Shape.of(x.dim(-1)), Initializer.zeros());
    ctx.assign(mean, mean.mul(0.9).add(x.mean(0).mul(0.1)));
    return x.sub(mean);
  }
}
