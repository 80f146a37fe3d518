package org.neurite.core.layer;

import java.util.stream.IntStream;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/**
 * Layer normalisation (Ba, Kiros, Hinton, 2016) over the last axes of {@code [N, ..]}: {@code y =
 * (x - mean) / sqrt(var + eps) * weight + bias} with the biased variance. Parameters {@code weight}
 * and {@code bias} have the shape of the normalised axes.
 *
 * @param axes how many of the last axes are normalised together
 * @param eps added to the variance, above 0
 * @param affine whether there are the parameters
 */
public record LayerNorm(
    @Setting(doc = "how many of the last axes are normalised together", defaultValue = "1", min = 1)
        int axes,
    @Setting(doc = "added to the variance, above 0", defaultValue = "1e-5", min = Float.MIN_NORMAL)
        double eps,
    @Setting(doc = "whether to scale and shift the result", defaultValue = "true") boolean affine)
    implements Layer {

  /** Checks the settings. */
  public LayerNorm {
    Settings.check(LayerNorm.class, "axes", axes);
    Settings.check(LayerNorm.class, "eps", eps);
  }

  /** Over the last axis. */
  public LayerNorm() {
    this(1, 1e-5, true);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    int rank = input.shape().rank();
    Inputs.requireRank(ctx, input, axes + 1, "layer-norm", "of rank " + (axes + 1) + " or more");
    int[] normalised = IntStream.range(rank - axes, rank).toArray();
    Tensor normal = Composites.layerNorm(input, eps, normalised);
    if (!affine) {
      return normal;
    }
    Shape shape = input.shape().subShape(rank - axes, rank);
    Tensor weight = ctx.parameter("weight", shape, Initializer.ones());
    return normal.mul(weight).add(ctx.parameter("bias", shape, Initializer.zeros()));
  }
}
