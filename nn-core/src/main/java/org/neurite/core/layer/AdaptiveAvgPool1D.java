package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Means over a stated number of stretches (cells as PyTorch's), {@code [N, C, L] -> [N, C,
 * length]}: output cell i averages the input from {@code floor(i L / length)} to {@code ceil((i +
 * 1) L / length)}, exclusive.
 *
 * @param length output length
 */
public record AdaptiveAvgPool1D(@Setting(doc = "output length", min = 1) int length)
    implements Layer {

  /** Checks the settings. */
  public AdaptiveAvgPool1D {
    Settings.check(AdaptiveAvgPool1D.class, "length", length);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "adaptive-avg-pool1d", input, 1, 1);
    return Pools.adaptive(input, length);
  }
}
