package org.neurite.core.layer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;

/**
 * The largest cell of each window (Riesenhuber, Poggio, 1999), {@code [N, C, L] -> [N, C, L']}.
 * Padding never wins.
 *
 * @param kernel cells of the window
 * @param stride distance between two positions; if empty, the kernel
 * @param padding what is added at both ends
 * @param cells cells added at each end if the padding is explicit
 * @param dilation distance between two cells of the window
 * @param ceilMode whether a last, partial window counts
 */
public record MaxPool1D(
    @Setting(doc = "cells of the window", min = 1) int kernel,
    @Setting(doc = "distance between two positions; if empty, the kernel", min = 1)
        Optional<Integer> stride,
    @Setting(doc = "what is added at both ends", defaultValue = "valid") Padding padding,
    @Setting(
            doc = "cells added at each end if the padding is explicit",
            defaultValue = "0",
            min = 0)
        int cells,
    @Setting(doc = "distance between two cells of the window", defaultValue = "1", min = 1)
        int dilation,
    @Setting(doc = "whether a last partial window counts", defaultValue = "false") boolean ceilMode)
    implements Layer {

  /** Checks the settings. */
  public MaxPool1D {
    Settings.check(MaxPool1D.class, "kernel", kernel);
    Settings.check(MaxPool1D.class, "cells", cells);
    Settings.check(MaxPool1D.class, "dilation", dilation);
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(stride, "stride");
    stride.ifPresent(step -> Settings.check(MaxPool1D.class, "stride", step));
    Windows.requireCells(MaxPool1D.class, padding, List.of(cells));
  }

  /**
   * Windows side by side.
   *
   * @param kernel cells of the window
   */
  public MaxPool1D(int kernel) {
    this(kernel, Optional.empty(), Padding.VALID, 0, 1, false);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "max-pool1d", input, 1, 1);
    Window window =
        Windows.of(
            input,
            List.of(kernel),
            List.of(stride.orElse(kernel)),
            padding,
            List.of(cells),
            List.of(dilation));
    return Pools.max(input, window, ceilMode);
  }
}
