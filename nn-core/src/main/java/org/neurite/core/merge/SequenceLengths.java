package org.neurite.core.merge;

import java.util.List;
import java.util.Objects;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.core.layer.MaskedLayer;

/**
 * A layer over sequences of different lengths, as PyTorch's packed sequences: {@code [N, T, ..]}
 * and how many steps of each count, {@code [N]} or {@code [N, 1]}. The others are left out as by
 * {@link org.neurite.core.layer.Masking}. Child {@code layer}.
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
    if (inputs.size() != 2) {
      throw Steps.mismatch(ctx, "sequence-lengths", inputs);
    }
    Tensor sequence = inputs.get(0);
    Tensor steps = Steps.upTo(ctx, "sequence-lengths", sequence, inputs.get(1));
    return ctx.child(
        "layer", (inner, x) -> layer.apply(inner, x, steps.at(inner.path())), sequence);
  }
}
