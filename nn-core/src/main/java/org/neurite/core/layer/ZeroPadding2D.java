package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Zeros around an image, as Keras's ZeroPadding2D, {@code [N, C, H, W] -> [N, C, top + H + bottom,
 * left + W + right]}.
 *
 * @param top rows above
 * @param bottom rows below
 * @param left columns before
 * @param right columns behind
 */
public record ZeroPadding2D(
    @Setting(doc = "rows above", defaultValue = "1", min = 0) int top,
    @Setting(doc = "rows below", defaultValue = "1", min = 0) int bottom,
    @Setting(doc = "columns before", defaultValue = "1", min = 0) int left,
    @Setting(doc = "columns behind", defaultValue = "1", min = 0) int right)
    implements Layer {

  /** Checks the settings. */
  public ZeroPadding2D {
    Settings.check(ZeroPadding2D.class, "top", top);
    Settings.check(ZeroPadding2D.class, "bottom", bottom);
    Settings.check(ZeroPadding2D.class, "left", left);
    Settings.check(ZeroPadding2D.class, "right", right);
  }

  /** One cell on each side. */
  public ZeroPadding2D() {
    this(1, 1, 1, 1);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "zero-padding2d", input, 2, 1);
    return input.pad(2, top, bottom, 0).pad(3, left, right, 0);
  }
}
