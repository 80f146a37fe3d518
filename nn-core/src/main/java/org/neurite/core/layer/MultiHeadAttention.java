package org.neurite.core.layer;

import java.util.List;
import java.util.Optional;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Self-attention of several heads (Vaswani et al., 2017), {@code [N, T, E] -> [N, T, E]}: head h
 * uses the features {@code h E/heads .. (h+1) E/heads - 1}, scores are scaled by {@code
 * 1/sqrt(E/heads)}. Parameters {@code in_proj_weight [3 E, E]} (rows of query, key, value), {@code
 * in_proj_bias [3 E]}, {@code out_proj.weight [E, E]}, {@code out_proj.bias [E]}. For attention to
 * another sequence see {@link org.neurite.core.merge.CrossAttention}, for masks {@link Masking},
 * {@link AttentionPattern} and {@link org.neurite.core.merge.Masked}.
 *
 * @param heads number of heads, a divisor of E
 * @param causal whether steps later than the query are hidden
 * @param bias whether there are biases
 * @param dropout part of the weights that is dropped while training
 */
public record MultiHeadAttention(
    @Setting(doc = "number of heads, a divisor of the features", min = 1) int heads,
    @Setting(doc = "whether later steps are hidden", defaultValue = "false") boolean causal,
    @Setting(doc = "whether there are biases", defaultValue = "true") boolean bias,
    @Setting(
            doc = "part of the weights dropped while training",
            defaultValue = "0",
            min = 0,
            max = 1)
        double dropout)
    implements MaskedLayer {

  /** Checks the settings. */
  public MultiHeadAttention {
    Settings.check(MultiHeadAttention.class, "heads", heads);
    Settings.check(MultiHeadAttention.class, "dropout", dropout);
  }

  /**
   * Every step sees every step.
   *
   * @param heads number of heads
   */
  public MultiHeadAttention(int heads) {
    this(heads, false, true, 0);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    return attend(ctx, List.of(input), Optional.empty()).y();
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input, Tensor steps) {
    return attend(ctx, List.of(input), Optional.of(steps.not())).y();
  }

  /**
   * Attention with all its inputs and results.
   *
   * @param ctx as for a layer
   * @param inputs {@code x}, or query {@code [N, Tq, E]}, key and value {@code [N, Tk, E]}
   * @param hidden bool, true for what is not looked at: keys {@code [N, Tk]}, or keys (columns) of
   *     each query (row) {@code [Tq, Tk]}, {@code [N, Tq, Tk]} or {@code [N, heads, Tq, Tk]}. A
   *     query that sees no key takes nothing over
   * @return {@code [N, Tq, E]} and the weights {@code [N, heads, Tq, Tk]}, before dropout
   * @throws org.neurite.api.ShapeException if inputs or mask do not fit
   */
  public Attention attend(LayerContext ctx, List<Tensor> inputs, Optional<Tensor> hidden) {
    return Attention.multiHead(ctx, this, inputs, hidden);
  }
}
