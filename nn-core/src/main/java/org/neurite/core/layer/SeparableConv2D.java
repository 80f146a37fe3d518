package org.neurite.core.layer;

import java.util.List;
import java.util.Objects;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.core.activation.Identity;
import org.neurite.core.initializer.FanInUniform;

/**
 * A depthwise convolution, then one of 1 x 1 across the channels (Sifre, 2014; Chollet, "Xception",
 * 2017), {@code [N, C, H, W] -> [N, filters, H', W']}. Children {@code depthwise} and {@code
 * pointwise}.
 *
 * @param filters number of output channels
 * @param depthwise the convolution of each channel
 * @param activation applied to the result
 * @param bias whether the second convolution has a bias
 */
public record SeparableConv2D(
    @Setting(doc = "number of output channels", min = 1) int filters,
    @Setting(doc = "convolution of each channel") DepthwiseConv2D depthwise,
    @Setting(doc = "function applied to the result", defaultValue = "identity")
        Activation activation,
    @Setting(doc = "whether the second convolution has a bias", defaultValue = "true") boolean bias)
    implements Layer {

  /** Checks the settings. */
  public SeparableConv2D {
    Settings.check(SeparableConv2D.class, "filters", filters);
    Objects.requireNonNull(depthwise, "depthwise");
    Objects.requireNonNull(activation, "activation");
  }

  /**
   * A square kernel, stride 1, with the output as large as the input.
   *
   * @param filters number of output channels
   * @param kernel height and width of the kernel
   * @param activation applied to the result
   */
  public SeparableConv2D(int filters, int kernel, Activation activation) {
    this(
        filters,
        new DepthwiseConv2D(
            1,
            List.of(kernel),
            List.of(1),
            Padding.SAME,
            List.of(0),
            List.of(1),
            new Identity(),
            false,
            new FanInUniform()),
        activation,
        true);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    List<Integer> one = List.of(1);
    Conv2D pointwise =
        new Conv2D(
            filters,
            one,
            one,
            Padding.VALID,
            List.of(0),
            one,
            1,
            activation,
            bias,
            new FanInUniform());
    return ctx.child("pointwise", pointwise, ctx.child("depthwise", depthwise, input));
  }
}
