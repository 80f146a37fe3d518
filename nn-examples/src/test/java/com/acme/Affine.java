package com.acme;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** A dense layer: {@code y = x W^T + b}, {@code [N, .., in] -> [N, .., units]}. */
public record Affine(
    @Setting(doc = "number of outputs", min = 1) int units,
    @Setting(doc = "first weights", defaultValue = "he") Initializer weights)
    implements Layer {
  public Affine {
    Settings.check(Affine.class, "units", units);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor x) {
    Tensor weight = ctx.parameter("weight", Shape.of(Dim.of(units), x.dim(-1)), weights);
    Tensor bias = ctx.parameter("bias", Shape.of(units), Initializer.zeros());
    return x.matmul(weight, false, true).add(bias);
  }
}
