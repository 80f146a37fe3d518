package org.neurite.core.layer;

import java.util.List;
import java.util.Objects;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;

/**
 * Attention in which each step sees the same stated steps in every sample (as of Child et al.,
 * "Sparse Transformers", 2019), {@code [N, T, E] -> [N, T, E]}. A step that sees none takes nothing
 * over. Child {@code layer}.
 *
 * @param layer attention, or a block with attention
 * @param visible T rows of T, row for query and column for key: whether the query sees the key
 */
public record AttentionPattern(
    @Setting(doc = "attention, or a block with attention") MaskedLayer layer,
    @Setting(doc = "for each step, whether it sees each step") List<List<Boolean>> visible)
    implements Layer {

  /** Checks that the pattern is a square. */
  public AttentionPattern {
    Objects.requireNonNull(layer, "layer");
    visible = visible.stream().map(List::copyOf).toList();
    int steps = visible.size();
    Settings.require(
        steps > 0 && visible.stream().allMatch(row -> row.size() == steps),
        AttentionPattern.class,
        "visible",
        "as many columns as rows",
        visible.stream().map(List::size).toList());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    int steps = visible.size();
    double[] ones = new double[steps * steps];
    for (int i = 0; i < ones.length; i++) {
      ones[i] = visible.get(i / steps).get(i % steps) ? 1 : 0;
    }
    NDArray pattern = NDArray.of(ones, steps, steps);
    return ctx.child(
        "layer", (inner, x) -> layer.apply(inner, x, x.constant(pattern).gt(0)), input);
  }
}
