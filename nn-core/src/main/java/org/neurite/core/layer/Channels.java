package org.neurite.core.layer;

import java.util.stream.IntStream;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** Values per channel beside an input {@code [N, C, spatial..]}. */
final class Channels {
  private Channels() {}

  /** A value per channel {@code [C]}, shaped to broadcast over {@code [N, C, ..]}. */
  static Tensor along(Tensor input, Tensor perChannel) {
    Shape shape = perChannel.shape();
    for (int axis = 2; axis < input.shape().rank(); axis++) {
      shape = shape.insert(shape.rank(), Dim.ONE);
    }
    return perChannel.reshape(shape);
  }

  /** The axes after batch and channel. */
  static int[] spatial(Tensor input) {
    return IntStream.range(2, input.shape().rank()).toArray();
  }

  /** Scales and shifts each channel by the parameters {@code weight [C]} and {@code bias [C]}. */
  static Tensor affine(LayerContext ctx, Tensor normal) {
    Shape channels = Shape.of(normal.dim(1));
    Tensor weight = ctx.parameter("weight", channels, Initializer.ones());
    Tensor bias = ctx.parameter("bias", channels, Initializer.zeros());
    return normal.mul(along(normal, weight)).add(along(normal, bias));
  }
}
