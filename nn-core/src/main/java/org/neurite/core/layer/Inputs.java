package org.neurite.core.layer;

import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;

/** Checks of what a layer is given. */
final class Inputs {
  private Inputs() {}

  static void requireRank(LayerContext ctx, Tensor input, int atLeast, String layer, String form) {
    if (input.shape().rank() < atLeast) {
      throw mismatch(ctx, layer, "an input " + form, input.type().toString(), "");
    }
  }

  static ShapeException mismatch(
      LayerContext ctx, String layer, String expected, String found, String mend) {
    return new ShapeException(
        Problem.of(ErrorCode.SHAPE_MISMATCH)
            .at(layer + " in layer " + ctx.path())
            .expected(expected)
            .found(found)
            .mend(mend));
  }
}
