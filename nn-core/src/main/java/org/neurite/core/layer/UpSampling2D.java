package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Repeats every cell, {@code [N, C, H, W] -> [N, C, H * height, W * width]} (nearest neighbour, as
 * Keras's UpSampling2D).
 *
 * @param height how often each row is repeated
 * @param width how often each column is repeated
 */
public record UpSampling2D(
    @Setting(doc = "how often each row is repeated", defaultValue = "2", min = 1) int height,
    @Setting(doc = "how often each column is repeated", defaultValue = "2", min = 1) int width)
    implements Layer {

  /** Checks the settings. */
  public UpSampling2D {
    Settings.check(UpSampling2D.class, "height", height);
    Settings.check(UpSampling2D.class, "width", width);
  }

  /** Twice as high and wide. */
  public UpSampling2D() {
    this(2, 2);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "up-sampling2d", input, 2, 1);
    Shape shape = input.shape();
    Shape cells = shape.insert(3, Dim.ONE).insert(5, Dim.ONE);
    Shape repeated = cells.with(3, Dim.of(height)).with(5, Dim.of(width));
    Shape result =
        shape
            .with(2, shape.dim(2).times(Dim.of(height)))
            .with(3, shape.dim(3).times(Dim.of(width)));
    return input.reshape(cells).broadcastTo(repeated).reshape(result);
  }
}
