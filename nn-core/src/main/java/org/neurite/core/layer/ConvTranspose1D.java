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
 * Transposed convolution of signals (Zeiler et al., 2010), {@code [N, C, L] -> [N, filters, L']}
 * with {@code L' = (L - 1) stride - 2 cells + dilation (kernel - 1) + outputPadding + 1}.
 * Parameters {@code weight [C, filters/groups, kernel]} and {@code bias [filters]}.
 *
 * @param filters number of output channels
 * @param kernel cells of the kernel
 * @param stride distance between two positions in the output
 * @param cells cells cut off at each end
 * @param outputPadding cells added behind, fewer than the stride
 * @param dilation distance between two kernel cells
 * @param groups into how many separate convolutions the channels are split
 * @param activation applied to the result
 * @param bias whether there is a bias
 * @param weightInitializer first weights
 */
public record ConvTranspose1D(
    @Setting(doc = "number of output channels", min = 1) int filters,
    @Setting(doc = "cells of the kernel", min = 1) int kernel,
    @Setting(doc = "distance between two positions in the output", defaultValue = "1", min = 1)
        int stride,
    @Setting(doc = "cells cut off at each end", defaultValue = "0", min = 0) int cells,
    @Setting(doc = "cells added behind, fewer than the stride", defaultValue = "0", min = 0)
        int outputPadding,
    @Setting(doc = "distance between two kernel cells", defaultValue = "1", min = 1) int dilation,
    @Setting(doc = "separate convolutions the channels are split into", defaultValue = "1", min = 1)
        int groups,
    @Setting(doc = "function applied to the result", defaultValue = "identity")
        Activation activation,
    @Setting(doc = "whether there is a bias", defaultValue = "true") boolean bias,
    @Setting(doc = "first weights", defaultValue = "fan-in-uniform") Initializer weightInitializer)
    implements Layer {

  /** Checks the settings. */
  public ConvTranspose1D {
    Settings.check(ConvTranspose1D.class, "filters", filters);
    Settings.check(ConvTranspose1D.class, "kernel", kernel);
    Settings.check(ConvTranspose1D.class, "stride", stride);
    Settings.check(ConvTranspose1D.class, "cells", cells);
    Settings.check(ConvTranspose1D.class, "outputPadding", outputPadding);
    Settings.check(ConvTranspose1D.class, "dilation", dilation);
    Settings.check(ConvTranspose1D.class, "groups", groups);
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInitializer, "weightInitializer");
    Transposed.requireSettings(
        ConvTranspose1D.class, filters, groups, List.of(stride), List.of(outputPadding));
  }

  /**
   * A linear one without padding.
   *
   * @param filters number of output channels
   * @param kernel cells of the kernel
   * @param stride distance between two positions in the output
   */
  public ConvTranspose1D(int filters, int kernel, int stride) {
    this(filters, kernel, stride, 0, 0, 1, 1, new Identity(), true, new FanInUniform());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "conv-transpose1d", input, 1, groups);
    List<Integer> pad = List.of(cells);
    Window window = new Window(List.of(kernel), List.of(stride), pad, pad, List.of(dilation));
    return Transposed.apply(
        ctx,
        "conv-transpose1d",
        input,
        filters,
        window,
        List.of(outputPadding),
        groups,
        new Convolutions.Finish(activation, bias, weightInitializer));
  }
}
