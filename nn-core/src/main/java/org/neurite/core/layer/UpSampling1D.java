package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Repeats every cell, {@code [N, C, L] -> [N, C, L * times]} (nearest neighbour, as Keras's
 * UpSampling1D).
 *
 * @param times how often each cell is repeated
 */
public record UpSampling1D(
    @Setting(doc = "how often each cell is repeated", defaultValue = "2", min = 1) int times)
    implements Layer {

  /** Checks the settings. */
  public UpSampling1D {
    Settings.check(UpSampling1D.class, "times", times);
  }

  /** Twice as long. */
  public UpSampling1D() {
    this(2);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "up-sampling1d", input, 1, 1);
    Shape cells = input.shape().insert(3, Dim.ONE);
    Shape result = input.shape().with(2, input.dim(2).times(Dim.of(times)));
    return input.reshape(cells).broadcastTo(cells.with(3, Dim.of(times))).reshape(result);
  }
}
