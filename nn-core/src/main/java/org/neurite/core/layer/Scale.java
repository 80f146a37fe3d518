package org.neurite.core.layer;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/**
 * Learnt scale and shift of each feature (Ioffe, Szegedy, 2015, without their normalisation):
 * {@code y = x * weight + bias} along the last axis, {@code [N, .., F] -> [N, .., F]}. Parameters
 * {@code weight [F]} and {@code bias [F]}.
 *
 * @param init first scale
 * @param bias whether there is a shift
 */
public record Scale(
    @Setting(doc = "first scale", defaultValue = "1") double init,
    @Setting(doc = "whether there is a shift", defaultValue = "true") boolean bias)
    implements Layer {

  /** Checks the settings. */
  public Scale {
    Settings.check(Scale.class, "init", init);
  }

  /** Starts as the identity. */
  public Scale() {
    this(1, true);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 2, "scale", "[N, .., features]");
    Shape features = Shape.of(input.dim(-1));
    Tensor scaled = input.mul(ctx.parameter("weight", features, Initializer.constant(init)));
    return bias ? scaled.add(ctx.parameter("bias", features, Initializer.zeros())) : scaled;
  }
}
