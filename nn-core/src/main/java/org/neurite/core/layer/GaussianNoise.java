package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Adds normal noise while training (Bishop, 1995), {@code [N, ..] -> [N, ..]}. Prediction leaves
 * its input unchanged.
 *
 * @param deviation standard deviation of the noise
 */
public record GaussianNoise(
    @Setting(doc = "standard deviation of the noise", defaultValue = "0.1", min = 0)
        double deviation)
    implements Layer {

  /** Checks the settings. */
  public GaussianNoise {
    Settings.check(GaussianNoise.class, "deviation", deviation);
  }

  /** A deviation of 0.1. */
  public GaussianNoise() {
    this(0.1);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    return ctx.training() && deviation > 0
        ? input.add(ctx.random().normal(input.shape(), 0, deviation).cast(input.dataType()))
        : input;
  }
}
