package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Dropout for {@code selu} networks (Klambauer et al., 2017): dropped elements take selu's limit
 * {@code -1.7581}, then everything is scaled and shifted so that mean 0 and variance 1 stay.
 * Prediction leaves its input unchanged.
 *
 * @param rate probability that an element is dropped, below 1
 */
public record AlphaDropout(
    @Setting(
            doc = "probability that an element is dropped",
            defaultValue = "0.1",
            min = 0,
            max = 0.999)
        double rate)
    implements Layer {
  /** The limit of selu towards minus infinity. */
  private static final double LIMIT = -1.7580993408473766;

  /** Checks the settings. */
  public AlphaDropout {
    Settings.check(AlphaDropout.class, "rate", rate);
  }

  /** Drops a tenth. */
  public AlphaDropout() {
    this(0.1);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    if (!ctx.training() || rate == 0) {
      return input;
    }
    double kept = 1 - rate;
    double scale = 1 / Math.sqrt(kept + LIMIT * LIMIT * kept * rate);
    Tensor mask = ctx.random().bernoulli(input.shape(), kept).gt(0.5);
    return mask.where(input, input.filled(LIMIT)).mul(scale).add(-scale * LIMIT * rate);
  }
}
