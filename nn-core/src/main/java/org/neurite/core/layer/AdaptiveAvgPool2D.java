package org.neurite.core.layer;

import java.util.Arrays;
import java.util.Optional;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;

/**
 * Means over a stated number of areas, {@code [N, C, H, W] -> [N, C, height, width]}: output cell i
 * averages the input from {@code floor(i H / height)} to {@code ceil((i + 1) H / height)},
 * exclusive.
 *
 * @param height output height
 * @param width output width
 */
public record AdaptiveAvgPool2D(
    @Setting(doc = "output height", min = 1) int height,
    @Setting(doc = "output width", min = 1) int width)
    implements Layer {

  /** Checks the settings. */
  public AdaptiveAvgPool2D {
    Settings.check(AdaptiveAvgPool2D.class, "height", height);
    Settings.check(AdaptiveAvgPool2D.class, "width", width);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Convolutions.requireImage(ctx, "adaptive-avg-pool2d", input, 2, 1);
    Tensor narrow = lastAxis(input, width);
    return lastAxis(narrow.transpose(0, 1, 3, 2), height).transpose(0, 1, 3, 2);
  }

  /** Averages the last axis: a product with the matrix of its weights. */
  private static Tensor lastAxis(Tensor x, int cells) {
    int length = x.shape().size(-1);
    double[] weights = new double[cells * length];
    for (int i = 0; i < cells; i++) {
      int from = (int) ((long) i * length / cells);
      int to = (int) (((i + 1L) * length + cells - 1) / cells);
      Arrays.fill(weights, i * length + from, i * length + to, 1.0 / (to - from));
    }
    return Composites.linear(x, x.constant(NDArray.of(weights, cells, length)), Optional.empty());
  }
}
