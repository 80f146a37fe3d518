package org.neurite.core.merge;

import java.util.List;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** Which steps of a sequence count. */
final class Steps {
  private Steps() {}

  /** Bool {@code [N, T]}: true for the first so many, of lengths {@code [N]} or {@code [N, 1]}. */
  static Tensor upTo(LayerContext ctx, String merge, Tensor sequence, Tensor lengths) {
    if (sequence.shape().rank() < 2 || !lengths.shape().elements().equals(sequence.dim(0))) {
      throw mismatch(ctx, merge, List.of(sequence, lengths));
    }
    Tensor column = lengths.cast(DataType.FLOAT32).reshape(Shape.of(sequence.dim(0), Dim.ONE));
    Tensor index = sequence.constant(0).broadcastTo(Shape.of(sequence.dim(0), sequence.dim(1)));
    return index.iota(1).cast(DataType.FLOAT32).lt(column);
  }

  static ShapeException mismatch(LayerContext ctx, String merge, List<Tensor> inputs) {
    return new ShapeException(
        Problem.of(ErrorCode.SHAPE_MISMATCH)
            .at(merge + " in layer " + ctx.path())
            .expected("a sequence [N, T, ..] and lengths [N] or [N, 1]")
            .found(inputs.stream().map(Tensor::type).toList().toString()));
  }
}
