package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Cuts the border off, as Keras's Cropping2D, {@code [N, C, H, W] -> [N, C, H - top - bottom, W -
 * left - right]}.
 *
 * @param top rows above
 * @param bottom rows below
 * @param left columns before
 * @param right columns behind
 */
public record Cropping2D(
    @Setting(doc = "rows above", defaultValue = "1", min = 0) int top,
    @Setting(doc = "rows below", defaultValue = "1", min = 0) int bottom,
    @Setting(doc = "columns before", defaultValue = "1", min = 0) int left,
    @Setting(doc = "columns behind", defaultValue = "1", min = 0) int right)
    implements Layer {

  /** Checks the settings. */
  public Cropping2D {
    Settings.check(Cropping2D.class, "top", top);
    Settings.check(Cropping2D.class, "bottom", bottom);
    Settings.check(Cropping2D.class, "left", left);
    Settings.check(Cropping2D.class, "right", right);
  }

  /** One cell on each side. */
  public Cropping2D() {
    this(1, 1, 1, 1);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "cropping2d", input, 2, 1);
    int height = input.shape().size(2) - top - bottom;
    int width = input.shape().size(3) - left - right;
    if (height < 1 || width < 1) {
      throw Inputs.mismatch(
          ctx, "cropping2d", "an image larger than what is cut off", input.type().toString(), "");
    }
    return input.slice(2, top, height).slice(3, left, width);
  }
}
