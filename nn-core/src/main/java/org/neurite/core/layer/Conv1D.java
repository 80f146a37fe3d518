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
 * Convolution of signals (Waibel et al., "Time-delay neural networks", 1989; cross-correlation, the
 * kernel is not flipped), {@code [N, C, L] -> [N, filters, L']} with {@code L' = floor((L + padding
 * - dilation (kernel - 1) - 1) / stride) + 1}. Parameters {@code weight [filters, C/groups,
 * kernel]} and {@code bias [filters]}.
 *
 * @param filters number of output channels
 * @param kernel cells of the kernel
 * @param stride distance between two positions
 * @param padding what is added at both ends
 * @param cells cells added at each end if the padding is explicit
 * @param dilation distance between two kernel cells
 * @param groups into how many separate convolutions the channels are split
 * @param activation applied to the result
 * @param bias whether there is a bias
 * @param weightInitializer first weights
 */
public record Conv1D(
    @Setting(doc = "number of output channels", min = 1) int filters,
    @Setting(doc = "cells of the kernel", min = 1) int kernel,
    @Setting(doc = "distance between two positions", defaultValue = "1", min = 1) int stride,
    @Setting(doc = "what is added at both ends", defaultValue = "valid") Padding padding,
    @Setting(
            doc = "cells added at each end if the padding is explicit",
            defaultValue = "0",
            min = 0)
        int cells,
    @Setting(doc = "distance between two kernel cells", defaultValue = "1", min = 1) int dilation,
    @Setting(doc = "separate convolutions the channels are split into", defaultValue = "1", min = 1)
        int groups,
    @Setting(doc = "function applied to the result", defaultValue = "identity")
        Activation activation,
    @Setting(doc = "whether there is a bias", defaultValue = "true") boolean bias,
    @Setting(doc = "first weights", defaultValue = "fan-in-uniform") Initializer weightInitializer)
    implements Layer {

  /** Checks the settings. */
  public Conv1D {
    Settings.check(Conv1D.class, "filters", filters);
    Settings.check(Conv1D.class, "kernel", kernel);
    Settings.check(Conv1D.class, "stride", stride);
    Settings.check(Conv1D.class, "cells", cells);
    Settings.check(Conv1D.class, "dilation", dilation);
    Settings.check(Conv1D.class, "groups", groups);
    Objects.requireNonNull(padding, "padding");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInitializer, "weightInitializer");
    Windows.requireCells(Conv1D.class, padding, List.of(cells));
    Settings.require(
        filters % groups == 0, Conv1D.class, "groups", "a divisor of filters = " + filters, groups);
  }

  /**
   * A linear convolution, stride 1, without padding.
   *
   * @param filters number of output channels
   * @param kernel cells of the kernel
   */
  public Conv1D(int filters, int kernel) {
    this(filters, kernel, new Identity());
  }

  /**
   * Stride 1, without padding.
   *
   * @param filters number of output channels
   * @param kernel cells of the kernel
   * @param activation applied to the result
   */
  public Conv1D(int filters, int kernel, Activation activation) {
    this(filters, kernel, 1, Padding.VALID, 0, 1, 1, activation, true, new FanInUniform());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "conv1d", input, 1, groups);
    Window window =
        Windows.of(
            input, List.of(kernel), List.of(stride), padding, List.of(cells), List.of(dilation));
    return Convolutions.apply(
        ctx,
        input,
        filters,
        window,
        groups,
        new Convolutions.Finish(activation, bias, weightInitializer));
  }
}
