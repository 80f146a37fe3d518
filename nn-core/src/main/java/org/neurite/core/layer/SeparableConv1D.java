package org.neurite.core.layer;

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
 * A depthwise convolution of signals, then one of a single cell across the channels (Chollet,
 * "Xception", 2017), {@code [N, C, L] -> [N, filters, L']}. Children {@code depthwise} and {@code
 * pointwise}.
 *
 * @param filters number of output channels
 * @param depthwise the convolution of each channel
 * @param activation applied to the result
 * @param bias whether the second convolution has a bias
 */
public record SeparableConv1D(
    @Setting(doc = "number of output channels", min = 1) int filters,
    @Setting(doc = "convolution of each channel") DepthwiseConv1D depthwise,
    @Setting(doc = "function applied to the result", defaultValue = "identity")
        Activation activation,
    @Setting(doc = "whether the second convolution has a bias", defaultValue = "true") boolean bias)
    implements Layer {

  /** Checks the settings. */
  public SeparableConv1D {
    Settings.check(SeparableConv1D.class, "filters", filters);
    Objects.requireNonNull(depthwise, "depthwise");
    Objects.requireNonNull(activation, "activation");
  }

  /**
   * Stride 1, with the output as long as the input.
   *
   * @param filters number of output channels
   * @param kernel cells of the kernel
   * @param activation applied to the result
   */
  public SeparableConv1D(int filters, int kernel, Activation activation) {
    this(
        filters,
        new DepthwiseConv1D(
            1, kernel, 1, Padding.SAME, 0, 1, new Identity(), false, new FanInUniform()),
        activation,
        true);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Conv1D pointwise =
        new Conv1D(filters, 1, 1, Padding.VALID, 0, 1, 1, activation, bias, new FanInUniform());
    return ctx.child("pointwise", pointwise, ctx.child("depthwise", depthwise, input));
  }
}
