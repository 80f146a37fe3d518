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
 * The mean of each window (LeCun, Bottou, Bengio, Haffner, 1998), {@code [N, C, L] -> [N, C, L']}.
 * Padding counts as zeros unless {@code countPadding} is false; TensorFlow never counts that of
 * {@code same}.
 *
 * @param kernel cells of the window
 * @param stride distance between two positions; if empty, the kernel
 * @param padding what is added at both ends
 * @param cells cells added at each end if the padding is explicit
 * @param countPadding whether padding counts as cells of value 0
 * @param ceilMode whether a last, partial window counts
 */
public record AvgPool1D(
    @Setting(doc = "cells of the window", min = 1) int kernel,
    @Setting(doc = "distance between two positions; if empty, the kernel", min = 1)
        Optional<Integer> stride,
    @Setting(doc = "what is added at both ends", defaultValue = "valid") Padding padding,
    @Setting(
            doc = "cells added at each end if the padding is explicit",
            defaultValue = "0",
            min = 0)
        int cells,
    @Setting(doc = "whether padding counts as cells of value 0", defaultValue = "true")
        boolean countPadding,
    @Setting(doc = "whether a last partial window counts", defaultValue = "false") boolean ceilMode)
    implements Layer {

  /** Checks the settings. */
  public AvgPool1D {
    Settings.check(AvgPool1D.class, "kernel", kernel);
    Settings.check(AvgPool1D.class, "cells", cells);
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(stride, "stride");
    stride.ifPresent(step -> Settings.check(AvgPool1D.class, "stride", step));
    Windows.requireCells(AvgPool1D.class, padding, List.of(cells));
  }

  /**
   * Windows side by side.
   *
   * @param kernel cells of the window
   */
  public AvgPool1D(int kernel) {
    this(kernel, Optional.empty(), Padding.VALID, 0, true, false);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "avg-pool1d", input, 1, 1);
    List<Integer> size = List.of(kernel);
    List<Integer> step = List.of(stride.orElse(kernel));
    Window window = Windows.of(input, size, step, padding, List.of(cells), List.of(1));
    return Pools.average(input, window, countPadding, ceilMode);
  }
}
