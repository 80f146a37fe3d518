package org.neurite.core.merge;

import java.util.List;
import java.util.Objects;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.core.layer.MaskedLayer;

/**
 * A layer over sequences of different lengths: {@code [N, T, ..]} and how many steps of each count,
 * {@code [N]} or {@code [N, 1]}. The others are left out as by {@link
 * org.neurite.core.layer.Masking}. Child {@code layer}.
 *
 * @param layer what is applied
 */
public record SequenceLengths(
    @Setting(doc = "what is applied to the steps that count") MaskedLayer layer) implements Merge {

  /** Checks the settings. */
  public SequenceLengths {
    Objects.requireNonNull(layer, "layer");
  }

  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    boolean fits =
        inputs.size() == 2
            && inputs.get(0).shape().rank() >= 2
            && inputs.get(1).shape().elements().equals(inputs.get(0).dim(0));
    if (!fits) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at("sequence-lengths in layer " + ctx.path())
              .expected("a sequence [N, T, ..] and lengths [N] or [N, 1]")
              .found(inputs.stream().map(Tensor::type).toList().toString()));
    }
    Tensor sequence = inputs.get(0);
    Shape column = Shape.of(sequence.dim(0), org.neurite.api.tensor.Dim.ONE);
    Tensor lengths = inputs.get(1).cast(DataType.FLOAT32).reshape(column);
    Tensor index = sequence.constant(0).broadcastTo(Shape.of(sequence.dim(0), sequence.dim(1)));
    Tensor steps = index.iota(1).cast(DataType.FLOAT32).lt(lengths);
    return ctx.child(
        "layer", (inner, x) -> layer.apply(inner, x, steps.at(inner.path())), sequence);
  }
}
