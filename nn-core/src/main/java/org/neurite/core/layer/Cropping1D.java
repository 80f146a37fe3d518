package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Cuts the ends off, as Keras's Cropping1D, {@code [N, C, L] -> [N, C, L - before - behind]}.
 *
 * @param before cells before
 * @param behind cells behind
 */
public record Cropping1D(
    @Setting(doc = "cells before", defaultValue = "1", min = 0) int before,
    @Setting(doc = "cells behind", defaultValue = "1", min = 0) int behind)
    implements Layer {

  /** Checks the settings. */
  public Cropping1D {
    Settings.check(Cropping1D.class, "before", before);
    Settings.check(Cropping1D.class, "behind", behind);
  }

  /** One cell at each end. */
  public Cropping1D() {
    this(1, 1);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "cropping1d", input, 1, 1);
    int kept = input.shape().size(2) - before - behind;
    if (kept < 1) {
      throw Inputs.mismatch(
          ctx, "cropping1d", "a signal longer than what is cut off", input.type().toString(), "");
    }
    return input.slice(2, before, kept);
  }
}
