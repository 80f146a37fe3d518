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
import org.neurite.core.layer.MaskedLayer;

/**
 * A layer that is told what to leave out: {@code [N, T, ..]} and a mask {@code [N, T]}, of which 0
 * stands for a step that does not count. Attention also takes {@code [N, T, T]}, row for query and
 * column for key: 0 hides the key from the query (Vaswani et al., 2017). Child {@code layer}.
 *
 * @param layer what is applied
 */
public record Masked(@Setting(doc = "what is applied to what counts") MaskedLayer layer)
    implements Merge {

  /** Checks the settings. */
  public Masked {
    Objects.requireNonNull(layer, "layer");
  }

  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at("masked in layer " + ctx.path())
              .expected("a sequence [N, T, ..] and a mask [N, T]")
              .found(inputs.stream().map(Tensor::type).toList().toString()));
    }
    Tensor counts = inputs.get(1).ne(0);
    return ctx.child(
        "layer", (inner, x) -> layer.apply(inner, x, counts.at(inner.path())), inputs.get(0));
  }
}
