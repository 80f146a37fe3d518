package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Group normalisation (Wu, He, 2018), {@code [N, C, ..] -> [N, C, ..]}: each group of channels of a
 * sample is brought to mean 0 and variance 1, then scaled and shifted by {@code weight [C]} and
 * {@code bias [C]}.
 *
 * @param groups number of groups, a divisor of C
 * @param eps added to the variance, above 0
 * @param affine whether there are the parameters
 */
public record GroupNorm(
    @Setting(doc = "number of groups, a divisor of the channels", min = 1) int groups,
    @Setting(doc = "added to the variance, above 0", defaultValue = "1e-5", min = Float.MIN_NORMAL)
        double eps,
    @Setting(doc = "whether to scale and shift the result", defaultValue = "true") boolean affine)
    implements Layer {

  /** Checks the settings. */
  public GroupNorm {
    Settings.check(GroupNorm.class, "groups", groups);
    Settings.check(GroupNorm.class, "eps", eps);
  }

  /**
   * The usual settings.
   *
   * @param groups number of groups
   */
  public GroupNorm(int groups) {
    this(groups, 1e-5, true);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 2, "group-norm", "[N, C, ..]");
    Shape sample = input.shape().without(0);
    if (sample.size(0) % groups != 0) {
      throw Inputs.mismatch(
          ctx, "group-norm", "channels divisible by " + groups, input.type().toString(), "");
    }
    Dim perGroup = Dim.of(sample.elements().size() / groups);
    Shape grouped = Shape.of(input.dim(0), Dim.of(groups), perGroup);
    Tensor normal = Composites.layerNorm(input.reshape(grouped), eps, 2).reshape(input.shape());
    return affine ? Channels.affine(ctx, normal) : normal;
  }
}
