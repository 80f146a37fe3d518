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
 * A convolution of each channel by itself, {@code [N, C, H, W] -> [N, C * multiplier, H', W']}.
 * Parameters {@code weight [C * multiplier, 1, kH, kW]} and {@code bias [C * multiplier]}.
 *
 * @param multiplier output channels per input channel
 * @param kernel height and width of the kernel; one number for both
 * @param stride distance between two positions
 * @param padding what is added around, not explicit
 * @param activation applied to the result
 * @param bias whether there is a bias
 * @param weightInitializer first weights
 */
public record DepthwiseConv2D(
    @Setting(doc = "output channels per input channel", defaultValue = "1", min = 1) int multiplier,
    @Setting(doc = "height and width of the kernel, or one number", min = 1) List<Integer> kernel,
    @Setting(doc = "distance between two positions", defaultValue = "[1]", min = 1)
        List<Integer> stride,
    @Setting(doc = "what is added around: valid or same", defaultValue = "valid") Padding padding,
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
    Settings.require(
        padding != Padding.EXPLICIT, DepthwiseConv2D.class, "padding", "valid or same", padding);
  }

  /**
   * A linear convolution with a square kernel and one output per channel.
   *
   * @param kernel height and width of the kernel
   */
  public DepthwiseConv2D(int kernel) {
    this(1, List.of(kernel), List.of(1), Padding.VALID, new Identity(), true, new FanInUniform());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "depthwise-conv2d", input, 2, 1);
    int channels = input.shape().size(1);
    List<Integer> none = List.of(0, 0);
    Window window = Windows.of(input, kernel, stride, padding, none, List.of(1, 1));
    return Convolutions.apply(
        ctx,
        input,
        channels * multiplier,
        window,
        channels,
        new Convolutions.Finish(activation, bias, weightInitializer));
  }
}
