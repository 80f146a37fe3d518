package org.neurite.core.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.activation.Identity;
import org.neurite.core.initializer.FanInUniform;
import org.neurite.core.initializer.Xavier;

/**
 * Scaled dot-product attention (Vaswani et al., 2017) and the projections around it.
 *
 * @param y the result
 * @param weights how much each key counts for each query, {@code [.., Tq, Tk]}
 */
public record Attention(Tensor y, Tensor weights) {
  /** So low that its exponential is zero beside any other score; infinity would give NaN. */
  private static final double HIDDEN = -1e30;

  /**
   * {@code softmax(q k^T / sqrt(d)) v} over the last two axes.
   *
   * @param query {@code [.., Tq, d]}
   * @param key {@code [.., Tk, d]}
   * @param value {@code [.., Tk, dv]}
   * @param causal whether keys later than the query are hidden
   * @param hidden bool that broadcasts to {@code [.., Tq, Tk]}, true for hidden keys
   * @return {@code [.., Tq, dv]} and the weights
   */
  public static Attention scaledDotProduct(
      Tensor query, Tensor key, Tensor value, boolean causal, Optional<Tensor> hidden) {
    double scale = 1 / Math.sqrt(query.shape().size(-1));
    Tensor scores = query.mul(scale).matmul(key, false, true);
    Tensor low = scores.constant(HIDDEN);
    if (hidden.isPresent()) {
      scores = hidden.get().where(low, scores);
    }
    if (causal) {
      scores = scores.iota(-1).gt(scores.iota(-2)).where(low, scores);
    }
    Tensor weights = Composites.softmax(scores, -1);
    return new Attention(weights.matmul(value), weights);
  }

  /**
   * Attention of several heads: {@code in_proj_weight [3 E, E]} and {@code in_proj_bias [3 E]}
   * project query, key and value, the child {@code out_proj} what the heads found.
   */
  static Attention multiHead(
      LayerContext ctx,
      String layer,
      int heads,
      boolean causal,
      boolean bias,
      List<Tensor> inputs,
      Optional<Tensor> hidden) {
    Tensor first = inputs.get(0);
    if (first.shape().rank() != 3 || first.shape().size(2) % heads != 0) {
      throw Inputs.mismatch(
          ctx,
          layer,
          "inputs [N, T, E] with E divisible by " + heads + " heads",
          first.type().toString(),
          "");
    }
    int size = first.shape().size(2);
    Tensor weight = ctx.parameter("in_proj_weight", Shape.of(3L * size, size), new Xavier());
    Optional<Tensor> shift =
        bias
            ? Optional.of(ctx.parameter("in_proj_bias", Shape.of(3L * size), Initializer.zeros()))
            : Optional.empty();
    List<Tensor> parts = projected(inputs, weight, shift);
    List<Tensor> split = parts.stream().map(part -> heads(part, heads)).toList();
    Optional<Tensor> keys = hidden.map(mask -> mask.expandDims(1).expandDims(1));
    Attention found = scaledDotProduct(split.get(0), split.get(1), split.get(2), causal, keys);
    Tensor joined = found.y().transpose(0, 2, 1, 3).reshape(parts.get(0).shape());
    Dense out =
        new Dense(size, new Identity(), bias, new FanInUniform(), Optional.of(Initializer.zeros()));
    return new Attention(ctx.child("out_proj", out, joined), found.weights());
  }

  /** One product for self-attention, three where the inputs differ. */
  private static List<Tensor> projected(
      List<Tensor> inputs, Tensor weight, Optional<Tensor> shift) {
    int size = weight.shape().size(1);
    List<Tensor> parts = new ArrayList<>();
    Tensor all = inputs.size() == 1 ? Composites.linear(inputs.get(0), weight, shift) : weight;
    for (int i = 0; i < 3; i++) {
      int from = i * size;
      parts.add(
          inputs.size() == 1
              ? all.slice(2, from, size)
              : Composites.linear(
                  inputs.get(i),
                  weight.slice(0, from, size),
                  shift.map(b -> b.slice(0, from, size))));
    }
    return parts;
  }

  /** {@code [N, T, E]} as {@code [N, heads, T, E / heads]}. */
  private static Tensor heads(Tensor x, int heads) {
    Dim size = Dim.of(x.shape().size(2) / heads);
    return x.reshape(Shape.of(x.dim(0), x.dim(1), Dim.of(heads), size)).transpose(0, 2, 1, 3);
  }
}
