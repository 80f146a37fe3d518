package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Drops whole channels at random while training (Tompson et al., 2015), {@code [N, C, ..] -> [N, C,
 * ..]}: {@code y = x * mask / (1 - rate)} with one mask per sample and channel.
 *
 * @param rate probability that a channel is dropped
 */
public record SpatialDropout(
    @Setting(doc = "probability that a channel is dropped", defaultValue = "0.5", min = 0, max = 1)
        double rate)
    implements Layer {

  /** Checks the settings. */
  public SpatialDropout {
    Settings.check(SpatialDropout.class, "rate", rate);
  }

  /** Drops one half. */
  public SpatialDropout() {
    this(0.5);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 2, "spatial-dropout", "[N, C, ..]");
    if (!ctx.training() || rate == 0) {
      return input;
    }
    Shape masks = Shape.of(input.dim(0), input.dim(1));
    for (int axis = 2; axis < input.shape().rank(); axis++) {
      masks = masks.insert(axis, Dim.ONE);
    }
    double kept = 1 - rate;
    Tensor mask = ctx.random().bernoulli(masks, kept).cast(input.dataType());
    return input.mul(mask.mul(kept == 0 ? 0 : 1 / kept));
  }
}
