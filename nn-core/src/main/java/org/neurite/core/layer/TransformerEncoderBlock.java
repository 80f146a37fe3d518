package org.neurite.core.layer;

// long: four parts, in either order

import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Activation;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.core.activation.Relu;

/**
 * A block of a transformer's encoder (Vaswani et al., 2017), {@code [N, T, E] -> [N, T, E]}. With
 * {@code FF(x) = linear2(activation(linear1(x)))}: {@code x = norm1(x + self_attn(x)); x = norm2(x
 * + FF(x))}, or with the norm first (Xiong et al., 2020) {@code x = x + self_attn(norm1(x)); x = x
 * + FF(norm2(x))}. Children {@code self_attn}, {@code linear1}, {@code linear2}, {@code norm1},
 * {@code norm2}.
 *
 * @param heads number of heads, a divisor of E
 * @param feedForward width of the inner layer
 * @param activation of the inner layer
 * @param normFirst whether each part begins with its norm
 * @param causal whether steps later than the query are hidden
 * @param dropout part that is dropped while training, as in PyTorch: of the attention's weights, of
 *     the inner layer and of each part's result
 * @param eps added to the variances, above 0
 */
public record TransformerEncoderBlock(
    @Setting(doc = "number of heads, a divisor of the features", min = 1) int heads,
    @Setting(doc = "width of the inner layer", min = 1) int feedForward,
    @Setting(doc = "function of the inner layer", defaultValue = "relu") Activation activation,
    @Setting(doc = "whether each part begins with its norm", defaultValue = "false")
        boolean normFirst,
    @Setting(doc = "whether later steps are hidden", defaultValue = "false") boolean causal,
    @Setting(
            doc = "part of weights, inner layer and results dropped while training",
            defaultValue = "0.1",
            min = 0,
            max = 1)
        double dropout,
    @Setting(doc = "added to the variances, above 0", defaultValue = "1e-5", min = Float.MIN_NORMAL)
        double eps)
    implements MaskedLayer {

  /** Checks the settings. */
  public TransformerEncoderBlock {
    Settings.check(TransformerEncoderBlock.class, "heads", heads);
    Settings.check(TransformerEncoderBlock.class, "feedForward", feedForward);
    Settings.check(TransformerEncoderBlock.class, "dropout", dropout);
    Settings.check(TransformerEncoderBlock.class, "eps", eps);
    Objects.requireNonNull(activation, "activation");
  }

  /**
   * The norm behind each part, dropout 0.1, every step sees every step.
   *
   * @param heads number of heads
   * @param feedForward width of the inner layer
   */
  public TransformerEncoderBlock(int heads, int feedForward) {
    this(heads, feedForward, new Relu(), false, false, 0.1, 1e-5);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    return apply(ctx, input, Optional.empty());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input, Tensor steps) {
    return apply(ctx, input, Optional.of(steps));
  }

  private Tensor apply(LayerContext ctx, Tensor input, Optional<Tensor> steps) {
    if (normFirst) {
      Tensor x = input.add(attention(ctx, norm(ctx, "norm1", input), steps));
      return x.add(feedForward(ctx, norm(ctx, "norm2", x)));
    }
    Tensor x = norm(ctx, "norm1", input.add(attention(ctx, input, steps)));
    return norm(ctx, "norm2", x.add(feedForward(ctx, x)));
  }

  private Tensor norm(LayerContext ctx, String name, Tensor x) {
    return ctx.child(name, new LayerNorm(1, eps, true), x);
  }

  private Tensor attention(LayerContext ctx, Tensor x, Optional<Tensor> steps) {
    MultiHeadAttention attention = new MultiHeadAttention(heads, causal, true, dropout);
    Tensor y =
        ctx.child(
            "self_attn",
            (inner, in) ->
                steps.isPresent()
                    ? attention.apply(inner, in, steps.get().at(inner.path()))
                    : attention.apply(inner, in),
            x);
    return ctx.child("dropout1", new Dropout(dropout), y);
  }

  private Tensor feedForward(LayerContext ctx, Tensor x) {
    Tensor inner = ctx.child("linear1", new Dense(feedForward, activation), x);
    Tensor kept = ctx.child("dropout", new Dropout(dropout), inner);
    Tensor y = ctx.child("linear2", new Dense(x.shape().size(-1)), kept);
    return ctx.child("dropout2", new Dropout(dropout), y);
  }
}
