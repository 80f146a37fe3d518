package org.neurite.core.merge;

import java.util.List;
import java.util.function.BinaryOperator;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;

/** Joins tensors of one type and shape. */
final class Alike {
  private Alike() {}

  static Tensor fold(
      LayerContext ctx, String merge, List<Tensor> inputs, BinaryOperator<Tensor> operator) {
    if (inputs.isEmpty()) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at(merge + " in layer " + ctx.path())
              .expected("at least one branch")
              .found("none"));
    }
    Tensor first = inputs.get(0);
    for (Tensor input : inputs) {
      if (!input.type().equals(first.type())) {
        throw new ShapeException(
            Problem.of(ErrorCode.SHAPE_MISMATCH)
                .at(merge + " in layer " + ctx.path())
                .expected("branches of one type and shape")
                .found(first.type() + " and " + input.type())
                .mend("end each branch in a layer of the same size"));
      }
    }
    return inputs.stream().reduce(operator).orElseThrow();
  }
}
