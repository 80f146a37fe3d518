package org.neurite.core.layer;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/**
 * Normalisation by the root mean square (Zhang, Sennrich, 2019) of the last axis: {@code y = x /
 * sqrt(mean(x^2) + eps) * weight}, {@code [N, .., F] -> [N, .., F]}. Parameter {@code weight [F]}.
 *
 * @param eps added to the mean square, above 0
 */
public record RmsNorm(
    @Setting(
            doc = "added to the mean square, above 0",
            defaultValue = "1e-6",
            min = Float.MIN_NORMAL)
        double eps)
    implements Layer {

  /** Checks the settings. */
  public RmsNorm {
    Settings.check(RmsNorm.class, "eps", eps);
  }

  /** The usual settings. */
  public RmsNorm() {
    this(1e-6);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 2, "rms-norm", "[N, .., features]");
    Tensor weight = ctx.parameter("weight", Shape.of(input.dim(-1)), Initializer.ones());
    Tensor scale = input.square().meanKeepDims(-1).add(eps).rsqrt();
    return input.mul(scale).mul(weight);
  }
}
