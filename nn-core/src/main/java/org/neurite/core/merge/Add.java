package org.neurite.core.merge;

import java.util.List;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.graph.Tensor;

/** The sum of tensors of one shape: {@code k * [N, ..] -> [N, ..]}. */
public record Add() implements Merge {
  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    Tensor sum = inputs.get(0);
    for (Tensor input : inputs.subList(1, inputs.size())) {
      if (!input.type().equals(sum.type())) {
        throw new ShapeException(
            Problem.of(ErrorCode.SHAPE_MISMATCH)
                .at("add in layer " + ctx.path())
                .expected("branches of one type and shape")
                .found(sum.type() + " and " + input.type())
                .mend("end each branch in a layer of the same size"));
      }
      sum = sum.add(input);
    }
    return sum;
  }
}
