package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Instance normalisation (Ulyanov, Vedaldi, Lempitsky, 2016), {@code [N, C, spatial..] -> [N, C,
 * spatial..]}: each channel of a sample is brought to mean 0 and variance 1, then scaled and
 * shifted by {@code weight [C]} and {@code bias [C]}.
 *
 * @param eps added to the variance, above 0
 * @param affine whether there are the parameters
 */
public record InstanceNorm(
    @Setting(doc = "added to the variance, above 0", defaultValue = "1e-5", min = Float.MIN_NORMAL)
        double eps,
    @Setting(doc = "whether to scale and shift the result", defaultValue = "false") boolean affine)
    implements Layer {

  /** Checks the settings. */
  public InstanceNorm {
    Settings.check(InstanceNorm.class, "eps", eps);
  }

  /** Without parameters. */
  public InstanceNorm() {
    this(1e-5, false);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 3, "instance-norm", "[N, C, spatial..]");
    Tensor normal = Composites.layerNorm(input, eps, Channels.spatial(input));
    return affine ? Channels.affine(ctx, normal) : normal;
  }
}
