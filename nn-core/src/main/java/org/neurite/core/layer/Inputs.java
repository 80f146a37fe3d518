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

  /** Checks for steps of features: what recurrent layers and masks run over. */
  static void requireSteps(
      LayerContext ctx, Tensor input, boolean fits, String layer, String form) {
    if (!fits || !input.dataType().isFloating()) {
      boolean tokens = !input.dataType().isFloating();
      throw mismatch(
          ctx,
          layer,
          "an input " + form + " of numbers",
          input.type().toString(),
          tokens
              ? "put an Embedding before it, on indices [N, T]"
              : "one number for each step is a feature, too: [N, T, 1]");
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
