package org.neurite.core.layer;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.initializer.Uniform;

/** What convolutions share. */
final class Convolutions {
  private Convolutions() {}

  /** Checks the rank and that groups divide the channels. */
  static void requireImage(LayerContext ctx, String layer, Tensor input, int spatial, int groups) {
    String form = spatial == 1 ? "[N, C, L]" : "[N, C, H, W]";
    if (input.shape().rank() != spatial + 2) {
      throw Inputs.mismatch(
          ctx, layer, "an input " + form, input.type().toString(), "reshape the input to " + form);
    }
    if (input.shape().size(1) % groups != 0) {
      throw Inputs.mismatch(
          ctx,
          layer,
          "input channels divisible by " + groups + " groups",
          input.type().toString(),
          "");
    }
  }

  /** Convolves with the parameters {@code weight} and {@code bias}, then activates. */
  static Tensor apply(
      LayerContext ctx, Tensor input, int filters, Window window, int groups, Finish finish) {
    int perGroup = input.shape().size(1) / groups;
    Shape shape = kernel(filters, perGroup, window);
    Tensor weight = ctx.parameter("weight", shape, finish.weightInitializer());
    return finish.apply(ctx, input.conv(weight, window, groups), shape);
  }

  /** {@code [out, in, kernel..]}. */
  static Shape kernel(int out, int in, Window window) {
    List<Dim> dims = new ArrayList<>(List.of(Dim.of(out), Dim.of(in)));
    window.kernel().forEach(size -> dims.add(Dim.of(size)));
    return new Shape(dims);
  }

  /**
   * What follows the product.
   *
   * @param activation applied to the result
   * @param bias whether there is a bias
   * @param weightInitializer first weights
   */
  record Finish(Activation activation, boolean bias, Initializer weightInitializer) {

    /** Adds the bias, drawn as PyTorch does within {@code 1/sqrt(fan-in)}, and activates. */
    Tensor apply(LayerContext ctx, Tensor product, Shape weight) {
      if (!bias) {
        return activation.apply(product);
      }
      double bound = 1 / Math.sqrt((double) weight.elements(1) / weight.size(0));
      Shape channels = Shape.of(product.dim(1));
      Tensor shift = ctx.parameter("bias", channels, new Uniform(-bound, bound));
      return activation.apply(product.add(Channels.along(product, shift)));
    }
  }
}
