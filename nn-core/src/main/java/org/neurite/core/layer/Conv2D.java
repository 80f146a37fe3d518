package org.neurite.core.layer;

// long: ten settings, each checked

import java.util.List;
import java.util.Objects;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.core.activation.Identity;
import org.neurite.core.initializer.FanInUniform;

/**
 * Convolution of images (LeCun et al., 1989; cross-correlation, the kernel is not flipped), {@code
 * [N, C, H, W] -> [N, filters, H', W']} with {@code H' = floor((H + padding - dilation (kernel - 1)
 * - 1) / stride) + 1}. Parameters {@code weight [filters, C/groups, kH, kW]} and {@code bias
 * [filters]}.
 *
 * @param filters number of output channels
 * @param kernel height and width of the kernel; one number for both
 * @param stride distance between two positions
 * @param padding what is added around
 * @param cells cells added on each side if the padding is explicit
 * @param dilation distance between two kernel cells
 * @param groups into how many separate convolutions the channels are split
 * @param activation applied to the result
 * @param bias whether there is a bias
 * @param weightInitializer first weights
 */
public record Conv2D(
    @Setting(doc = "number of output channels", min = 1) int filters,
    @Setting(doc = "height and width of the kernel, or one number", min = 1) List<Integer> kernel,
    @Setting(doc = "distance between two positions", defaultValue = "[1]", min = 1)
        List<Integer> stride,
    @Setting(doc = "what is added around", defaultValue = "valid") Padding padding,
    @Setting(
            doc = "cells added on each side if the padding is explicit",
            defaultValue = "[0]",
            min = 0)
        List<Integer> cells,
    @Setting(doc = "distance between two kernel cells", defaultValue = "[1]", min = 1)
        List<Integer> dilation,
    @Setting(doc = "separate convolutions the channels are split into", defaultValue = "1", min = 1)
        int groups,
    @Setting(doc = "function applied to the result", defaultValue = "identity")
        Activation activation,
    @Setting(doc = "whether there is a bias", defaultValue = "true") boolean bias,
    @Setting(doc = "first weights", defaultValue = "fan-in-uniform") Initializer weightInitializer)
    implements Layer {

  /** Checks the settings. */
  public Conv2D {
    Settings.check(Conv2D.class, "filters", filters);
    Settings.check(Conv2D.class, "groups", groups);
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInitializer, "weightInitializer");
    kernel = Windows.pair(Conv2D.class, "kernel", kernel, 1);
    stride = Windows.pair(Conv2D.class, "stride", stride, 1);
    cells = Windows.pair(Conv2D.class, "cells", cells, 0);
    dilation = Windows.pair(Conv2D.class, "dilation", dilation, 1);
    Windows.requireCells(Conv2D.class, padding, cells);
    Settings.require(
        filters % groups == 0, Conv2D.class, "groups", "a divisor of filters = " + filters, groups);
  }

  /**
   * A linear convolution with a square kernel, stride 1, without padding.
   *
   * @param filters number of output channels
   * @param kernel height and width of the kernel
   */
  public Conv2D(int filters, int kernel) {
    this(filters, kernel, new Identity());
  }

  /**
   * A square kernel, stride 1, without padding.
   *
   * @param filters number of output channels
   * @param kernel height and width of the kernel
   * @param activation applied to the result
   */
  public Conv2D(int filters, int kernel, Activation activation) {
    this(filters, kernel, Padding.VALID, activation);
  }

  /**
   * A square kernel, stride 1.
   *
   * @param filters number of output channels
   * @param kernel height and width of the kernel
   * @param padding what is added around, not explicit
   * @param activation applied to the result
   */
  public Conv2D(int filters, int kernel, Padding padding, Activation activation) {
    this(
        filters,
        List.of(kernel),
        List.of(1),
        padding,
        List.of(0),
        List.of(1),
        1,
        activation,
        true,
        new FanInUniform());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "conv2d", input, 2, groups);
    Window window = Windows.of(input, kernel, stride, padding, cells, dilation);
    return Convolutions.apply(
        ctx,
        input,
        filters,
        window,
        groups,
        new Convolutions.Finish(activation, bias, weightInitializer));
  }
}
