package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Zeroes elements at random while training (Srivastava et al., 2014), {@code [N, ..] -> [N, ..]}:
 * {@code y = x * mask / (1 - rate)}, each element of the mask being 1 with probability {@code 1 -
 * rate}. Prediction leaves its input unchanged.
 *
 * @param rate probability that an element is dropped
 */
public record Dropout(
    @Setting(doc = "probability that an element is dropped", defaultValue = "0.5", min = 0, max = 1)
        double rate)
    implements Layer {

  /** Checks the settings. */
  public Dropout {
    Settings.check(Dropout.class, "rate", rate);
  }

  /** Drops one half. */
  public Dropout() {
    this(0.5);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    if (!ctx.training() || rate == 0) {
      return input;
    }
    double kept = 1 - rate;
    Tensor mask = ctx.random().bernoulli(input.shape(), kept).cast(input.dataType());
    return input.mul(mask.mul(kept == 0 ? 0 : 1 / kept));
  }
}
