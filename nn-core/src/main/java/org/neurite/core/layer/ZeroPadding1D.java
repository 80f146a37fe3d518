package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Zeros at both ends, as Keras's ZeroPadding1D, {@code [N, C, L] -> [N, C, before + L + behind]}.
 *
 * @param before cells before
 * @param behind cells behind
 */
public record ZeroPadding1D(
    @Setting(doc = "cells before", defaultValue = "1", min = 0) int before,
    @Setting(doc = "cells behind", defaultValue = "1", min = 0) int behind)
    implements Layer {

  /** Checks the settings. */
  public ZeroPadding1D {
    Settings.check(ZeroPadding1D.class, "before", before);
    Settings.check(ZeroPadding1D.class, "behind", behind);
  }

  /** One cell at each end. */
  public ZeroPadding1D() {
    this(1, 1);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "zero-padding1d", input, 1, 1);
    return input.pad(2, before, behind, 0);
  }
}
