package org.neurite.core.layer;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Rectifier with learnt slopes (He, Zhang, Ren, Sun, 2015): {@code y = x} where x is positive, else
 * {@code weight x}, {@code [N, C, ..] -> [N, C, ..]}. Parameter {@code weight}: {@code [C]}, or
 * {@code [1]} if shared. The gradient at zero is that of the negative side.
 *
 * @param shared whether all channels have one slope
 * @param init first slope
 */
public record PRelu(
    @Setting(doc = "whether all channels have one slope", defaultValue = "true") boolean shared,
    @Setting(doc = "first slope", defaultValue = "0.25") double init)
    implements Layer {

  /** Checks the settings. */
  public PRelu {
    Settings.check(PRelu.class, "init", init);
  }

  /** One slope for all channels, 0.25 at first. */
  public PRelu() {
    this(true, 0.25);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, shared ? 1 : 2, "prelu", shared ? "[N, ..]" : "[N, C, ..]");
    Shape shape = Shape.of(shared ? Dim.ONE : input.dim(1));
    Tensor weight = ctx.parameter("weight", shape, Initializer.constant(init));
    Tensor slope = shared ? weight : Channels.along(input, weight);
    return input.gt(0).where(input, input.mul(slope));
  }
}
