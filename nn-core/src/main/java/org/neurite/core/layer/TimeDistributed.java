package org.neurite.core.layer;

import java.util.Objects;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * A layer applied to every step by itself, as Keras's TimeDistributed, {@code [N, T, ..] -> [N, T,
 * ..]}. Child {@code layer}.
 *
 * @param layer what is applied
 */
public record TimeDistributed(@Setting(doc = "what is applied to every step") Layer layer)
    implements Layer {

  /** Checks the settings. */
  public TimeDistributed {
    Objects.requireNonNull(layer, "layer");
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 2, "time-distributed", "[N, T, ..]");
    Dim batch = input.dim(0);
    Dim steps = input.dim(1);
    Shape flat = input.shape().without(0).with(0, batch.times(steps));
    Tensor y = ctx.child("layer", layer, input.reshape(flat));
    return y.reshape(y.shape().with(0, steps).insert(0, batch));
  }
}
