package com.acme;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/**
 * Scales and shifts every feature: {@code y = scale x + shift}, {@code [N, .., F] -> [N, .., F]}.
 */
public record ScaleShift(
    @Setting(doc = "first scale of every feature", defaultValue = "1", min = 0, max = 10)
        double scale)
    implements Layer {
  public ScaleShift {
    Settings.check(ScaleShift.class, "scale", scale);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor x) {
    Shape features = Shape.of(x.dim(-1));
    Tensor factor = ctx.parameter("scale", features, Initializer.constant(scale));
    Tensor offset = ctx.parameter("shift", features, Initializer.zeros());
    return x.mul(factor).add(offset);
  }
}
