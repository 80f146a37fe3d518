package org.neurite.core.layer;

import java.util.List;
import java.util.Objects;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;

/**
 * The mean of each window (LeCun, Bottou, Bengio, Haffner, 1998), {@code [N, C, H, W] -> [N, C, H',
 * W']}. Padding counts as zeros unless {@code countPadding} is false; TensorFlow never counts that
 * of {@code same}.
 *
 * @param kernel height and width of the window; one number for both
 * @param stride distance between two positions; if empty, the kernel
 * @param padding what is added around
 * @param cells cells added on each side if the padding is explicit
 * @param countPadding whether padding counts as cells of value 0
 * @param ceilMode whether a last, partial window counts
 */
public record AvgPool2D(
    @Setting(doc = "height and width of the window, or one number", min = 1) List<Integer> kernel,
    @Setting(
            doc = "distance between two positions; if empty, the kernel",
            defaultValue = "[]",
            min = 1)
        List<Integer> stride,
    @Setting(doc = "what is added around", defaultValue = "valid") Padding padding,
    @Setting(
            doc = "cells added on each side if the padding is explicit",
            defaultValue = "[0]",
            min = 0)
        List<Integer> cells,
    @Setting(doc = "whether padding counts as cells of value 0", defaultValue = "true")
        boolean countPadding,
    @Setting(doc = "whether a last partial window counts", defaultValue = "false") boolean ceilMode)
    implements Layer {

  /** Checks the settings. */
  public AvgPool2D {
    Objects.requireNonNull(padding, "padding");
    kernel = Windows.pair(AvgPool2D.class, "kernel", kernel, 1);
    stride = stride.isEmpty() ? kernel : Windows.pair(AvgPool2D.class, "stride", stride, 1);
    cells = Windows.pair(AvgPool2D.class, "cells", cells, 0);
    Windows.requireCells(AvgPool2D.class, padding, cells);
  }

  /**
   * Square windows side by side.
   *
   * @param kernel height and width of the window
   */
  public AvgPool2D(int kernel) {
    this(List.of(kernel), List.of(), Padding.VALID, List.of(0), true, false);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "avg-pool2d", input, 2, 1);
    Window window = Windows.of(input, kernel, stride, padding, cells, List.of(1, 1));
    return Pools.average(input, window, countPadding, ceilMode);
  }
}
