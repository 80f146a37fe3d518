package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Means over a stated number of areas (after He et al., "Spatial pyramid pooling", 2014; cells as
 * PyTorch's), {@code [N, C, H, W] -> [N, C, height, width]}: output cell i averages the input from
 * {@code floor(i H / height)} to {@code ceil((i + 1) H / height)}, exclusive.
 *
 * @param height output height
 * @param width output width
 */
public record AdaptiveAvgPool2D(
    @Setting(doc = "output height", min = 1) int height,
    @Setting(doc = "output width", min = 1) int width)
    implements Layer {

  /** Checks the settings. */
  public AdaptiveAvgPool2D {
    Settings.check(AdaptiveAvgPool2D.class, "height", height);
    Settings.check(AdaptiveAvgPool2D.class, "width", width);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "adaptive-avg-pool2d", input, 2, 1);
    Tensor narrow = Pools.adaptive(input, width);
    return Pools.adaptive(narrow.transpose(0, 1, 3, 2), height).transpose(0, 1, 3, 2);
  }
}
