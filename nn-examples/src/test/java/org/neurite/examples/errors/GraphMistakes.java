package org.neurite.examples.errors;

import static org.neurite.api.ErrorCode.AXIS_OUT_OF_RANGE;
import static org.neurite.api.ErrorCode.BAD_ARRAY;
import static org.neurite.api.ErrorCode.BAD_ATTRIBUTE;
import static org.neurite.api.ErrorCode.BAD_DIMENSION;
import static org.neurite.api.ErrorCode.BATCH_DIMENSION;
import static org.neurite.api.ErrorCode.ESCAPED_VALUE;
import static org.neurite.api.ErrorCode.NO_GRADIENT;
import static org.neurite.api.ErrorCode.SHAPE_MISMATCH;
import static org.neurite.api.ErrorCode.TYPE_MISMATCH;

import java.util.List;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.model.ModelBuilder;

/** Mistakes in layers, found when a model is built. */
final class GraphMistakes {
  static final List<Mistake> ALL =
      List.of(
          inLayer(
              SHAPE_MISMATCH,
              (ctx, x) -> x.mul(ctx.parameter("scale", Shape.of(4), Initializer.ones()))),
          inLayer(TYPE_MISMATCH, (ctx, x) -> x.add(x.argMax(1).expandDims(1))),
          inLayer(AXIS_OUT_OF_RANGE, (ctx, x) -> x.sum(2)),
          new Mistake(BAD_DIMENSION, folder -> new ModelBuilder("houses").input(0).build()),
          inLayer(BATCH_DIMENSION, (ctx, x) -> x.matmul(x, false, true)),
          inLayer(BAD_ATTRIBUTE, (ctx, x) -> x.sum(1, 1)),
          inLayer(
              ESCAPED_VALUE,
              (ctx, x) -> {
                Tensor w = ctx.parameter("w", Shape.of(3), Initializer.ones());
                return Composites.customGradient(
                    List.of(x), in -> in.get(0).mul(w), (in, out, g) -> g);
              }),
          inLayer(
              NO_GRADIENT,
              (ctx, x) -> {
                Tensor rounded = x.cast(DataType.INT32);
                return Gradients.of(rounded, List.of(x)).get(0);
              }),
          new Mistake(BAD_ARRAY, folder -> NDArray.of(new float[] {1, 2, 3}, 2, 2)));

  private GraphMistakes() {}

  private static Mistake inLayer(org.neurite.api.ErrorCode code, Layer layer) {
    return new Mistake(
        code, folder -> new ModelBuilder("houses").input(3).layer("mine", layer).build());
  }
}
