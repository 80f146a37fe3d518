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
 * Transposed convolution of images (Zeiler et al., 2010), {@code [N, C, H, W] -> [N, filters, H',
 * W']} with {@code H' = (H - 1) stride - 2 cells + dilation (kernel - 1) + outputPadding + 1}.
 * Parameters {@code weight [C, filters/groups, kH, kW]} and {@code bias [filters]}.
 *
 * @param filters number of output channels
 * @param kernel height and width of the kernel; one number for both
 * @param stride distance between two positions in the output
 * @param cells cells cut off on each side
 * @param outputPadding cells added below and right, fewer than the stride
 * @param dilation distance between two kernel cells
 * @param groups into how many separate convolutions the channels are split
 * @param activation applied to the result
 * @param bias whether there is a bias
 * @param weightInitializer first weights
 */
public record ConvTranspose2D(
    @Setting(doc = "number of output channels", min = 1) int filters,
    @Setting(doc = "height and width of the kernel, or one number", min = 1) List<Integer> kernel,
    @Setting(doc = "distance between two positions in the output", defaultValue = "[1]", min = 1)
        List<Integer> stride,
    @Setting(doc = "cells cut off on each side", defaultValue = "[0]", min = 0) List<Integer> cells,
    @Setting(
            doc = "cells added below and right, fewer than the stride",
            defaultValue = "[0]",
            min = 0)
        List<Integer> outputPadding,
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
  public ConvTranspose2D {
    Settings.check(ConvTranspose2D.class, "filters", filters);
    Settings.check(ConvTranspose2D.class, "groups", groups);
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInitializer, "weightInitializer");
    kernel = Windows.pair(ConvTranspose2D.class, "kernel", kernel, 1);
    stride = Windows.pair(ConvTranspose2D.class, "stride", stride, 1);
    cells = Windows.pair(ConvTranspose2D.class, "cells", cells, 0);
    outputPadding = Windows.pair(ConvTranspose2D.class, "outputPadding", outputPadding, 0);
    dilation = Windows.pair(ConvTranspose2D.class, "dilation", dilation, 1);
    Transposed.requireSettings(ConvTranspose2D.class, filters, groups, stride, outputPadding);
  }

  /**
   * A linear one with a square kernel, without padding.
   *
   * @param filters number of output channels
   * @param kernel height and width of the kernel
   * @param stride distance between two positions in the output
   */
  public ConvTranspose2D(int filters, int kernel, int stride) {
    this(
        filters,
        List.of(kernel),
        List.of(stride),
        List.of(0),
        List.of(0),
        List.of(1),
        1,
        new Identity(),
        true,
        new FanInUniform());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "conv-transpose2d", input, 2, groups);
    Window window = new Window(kernel, stride, cells, cells, dilation);
    return Transposed.apply(
        ctx,
        "conv-transpose2d",
        input,
        filters,
        window,
        outputPadding,
        groups,
        new Convolutions.Finish(activation, bias, weightInitializer));
  }
}
