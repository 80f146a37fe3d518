package org.neurite.core.layer;

// long: nine settings, each checked

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
 * A convolution of each channel by itself (Sifre, 2014), {@code [N, C, H, W] -> [N, C * multiplier,
 * H', W']}. Parameters {@code weight [C * multiplier, 1, kH, kW]} and {@code bias [C *
 * multiplier]}.
 *
 * @param multiplier output channels per input channel
 * @param kernel height and width of the kernel; one number for both
 * @param stride distance between two positions
 * @param padding what is added around
 * @param cells cells added on each side if the padding is explicit
 * @param dilation distance between two kernel cells
 * @param activation applied to the result
 * @param bias whether there is a bias
 * @param weightInitializer first weights
 */
public record DepthwiseConv2D(
    @Setting(doc = "output channels per input channel", defaultValue = "1", min = 1) int multiplier,
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
    @Setting(doc = "function applied to the result", defaultValue = "identity")
        Activation activation,
    @Setting(doc = "whether there is a bias", defaultValue = "true") boolean bias,
    @Setting(doc = "first weights", defaultValue = "fan-in-uniform") Initializer weightInitializer)
    implements Layer {

  /** Checks the settings. */
  public DepthwiseConv2D {
    Settings.check(DepthwiseConv2D.class, "multiplier", multiplier);
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInitializer, "weightInitializer");
    kernel = Windows.pair(DepthwiseConv2D.class, "kernel", kernel, 1);
    stride = Windows.pair(DepthwiseConv2D.class, "stride", stride, 1);
    cells = Windows.pair(DepthwiseConv2D.class, "cells", cells, 0);
    dilation = Windows.pair(DepthwiseConv2D.class, "dilation", dilation, 1);
    Windows.requireCells(DepthwiseConv2D.class, padding, cells);
  }

  /**
   * A linear convolution with a square kernel and one output per channel.
   *
   * @param kernel height and width of the kernel
   */
  public DepthwiseConv2D(int kernel) {
    this(kernel, Padding.VALID);
  }

  /**
   * A linear convolution with a square kernel, stride 1 and one output per channel.
   *
   * @param kernel height and width of the kernel
   * @param padding what is added around, not explicit
   */
  public DepthwiseConv2D(int kernel, Padding padding) {
    this(
        1,
        List.of(kernel),
        List.of(1),
        padding,
        List.of(0),
        List.of(1),
        new Identity(),
        true,
        new FanInUniform());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "depthwise-conv2d", input, 2, 1);
    int channels = input.shape().size(1);
    Window window = Windows.of(input, kernel, stride, padding, cells, dilation);
    return Convolutions.apply(
        ctx,
        input,
        channels * multiplier,
        window,
        channels,
        new Convolutions.Finish(activation, bias, weightInitializer));
  }
}
