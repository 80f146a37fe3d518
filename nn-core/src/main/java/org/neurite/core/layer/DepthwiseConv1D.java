package org.neurite.core.layer;

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
 * A convolution of each channel of a signal by itself (Sifre, 2014), {@code [N, C, L] -> [N, C *
 * multiplier, L']}. Parameters {@code weight [C * multiplier, 1, kernel]} and {@code bias [C *
 * multiplier]}.
 *
 * @param multiplier output channels per input channel
 * @param kernel cells of the kernel
 * @param stride distance between two positions
 * @param padding what is added at both ends
 * @param cells cells added at each end if the padding is explicit
 * @param dilation distance between two kernel cells
 * @param activation applied to the result
 * @param bias whether there is a bias
 * @param weightInitializer first weights
 */
public record DepthwiseConv1D(
    @Setting(doc = "output channels per input channel", defaultValue = "1", min = 1) int multiplier,
    @Setting(doc = "cells of the kernel", min = 1) int kernel,
    @Setting(doc = "distance between two positions", defaultValue = "1", min = 1) int stride,
    @Setting(doc = "what is added at both ends", defaultValue = "valid") Padding padding,
    @Setting(
            doc = "cells added at each end if the padding is explicit",
            defaultValue = "0",
            min = 0)
        int cells,
    @Setting(doc = "distance between two kernel cells", defaultValue = "1", min = 1) int dilation,
    @Setting(doc = "function applied to the result", defaultValue = "identity")
        Activation activation,
    @Setting(doc = "whether there is a bias", defaultValue = "true") boolean bias,
    @Setting(doc = "first weights", defaultValue = "fan-in-uniform") Initializer weightInitializer)
    implements Layer {

  /** Checks the settings. */
  public DepthwiseConv1D {
    Settings.check(DepthwiseConv1D.class, "multiplier", multiplier);
    Settings.check(DepthwiseConv1D.class, "kernel", kernel);
    Settings.check(DepthwiseConv1D.class, "stride", stride);
    Settings.check(DepthwiseConv1D.class, "cells", cells);
    Settings.check(DepthwiseConv1D.class, "dilation", dilation);
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInitializer, "weightInitializer");
    Windows.requireCells(DepthwiseConv1D.class, padding, List.of(cells));
  }

  /**
   * A linear convolution, stride 1, without padding, with one output per channel.
   *
   * @param kernel cells of the kernel
   */
  public DepthwiseConv1D(int kernel) {
    this(kernel, Padding.VALID);
  }

  /**
   * A linear convolution, stride 1, with one output per channel.
   *
   * @param kernel cells of the kernel
   * @param padding what is added at both ends, not explicit
   */
  public DepthwiseConv1D(int kernel, Padding padding) {
    this(1, kernel, 1, padding, 0, 1, new Identity(), true, new FanInUniform());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "depthwise-conv1d", input, 1, 1);
    int channels = input.shape().size(1);
    Window window =
        Windows.of(
            input, List.of(kernel), List.of(stride), padding, List.of(cells), List.of(dilation));
    return Convolutions.apply(
        ctx,
        input,
        channels * multiplier,
        window,
        channels,
        new Convolutions.Finish(activation, bias, weightInitializer));
  }
}
