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
  private static final String NAME = "multi-head-attention";

  /** So low that its exponential is zero beside any other score; infinity would give NaN. */
  private static final double HIDDEN = -1e30;

  /**
   * {@code softmax(q k^T / sqrt(d)) v} over the last two axes. A query from which all keys are
   * hidden gives zeros.
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
    Optional<Tensor> all = hidden;
    if (causal) {
      Tensor later = scores.iota(-1).gt(scores.iota(-2));
      all = Optional.of(hidden.map(later::or).orElse(later));
    }
    if (all.isPresent()) {
      scores = all.get().where(low, scores);
    }
    Tensor weights = Composites.softmax(scores, -1);
    if (hidden.isPresent()) {
      weights = all.get().where(weights.constant(0), weights);
    }
    return new Attention(weights.matmul(value), weights);
  }

  /**
   * Attention of several heads: {@code in_proj_weight [3 E, E]} and {@code in_proj_bias [3 E]}
   * project query, key and value, the child {@code out_proj} what the heads found.
   */
  static Attention multiHead(
      LayerContext ctx, MultiHeadAttention layer, List<Tensor> inputs, Optional<Tensor> hidden) {
    requireFit(ctx, layer.heads(), inputs);
    int size = inputs.get(0).shape().size(2);
    Tensor weight = ctx.parameter("in_proj_weight", Shape.of(3L * size, size), new Xavier());
    Optional<Tensor> shift =
        layer.bias()
            ? Optional.of(ctx.parameter("in_proj_bias", Shape.of(3L * size), Initializer.zeros()))
            : Optional.empty();
    List<Tensor> parts = projected(inputs, weight, shift);
    List<Tensor> split = parts.stream().map(part -> heads(part, layer.heads())).toList();
    Optional<Tensor> spread = hidden.map(mask -> spread(ctx, mask, parts, layer.heads()));
    Attention found =
        scaledDotProduct(split.get(0), split.get(1), split.get(2), layer.causal(), spread);
    Tensor y = found.y();
    if (layer.dropout() > 0) {
      Tensor kept = ctx.child("dropout", new Dropout(layer.dropout()), found.weights());
      y = kept.matmul(split.get(2));
    }
    Tensor joined = y.transpose(0, 2, 1, 3).reshape(parts.get(0).shape());
    Dense out =
        new Dense(
            size,
            new Identity(),
            layer.bias(),
            new FanInUniform(),
            Optional.of(Initializer.zeros()));
    return new Attention(ctx.child("out_proj", out, joined), found.weights());
  }

  private static void requireFit(LayerContext ctx, int heads, List<Tensor> inputs) {
    boolean fits = inputs.size() == 1 || inputs.size() == 3;
    Shape first = inputs.isEmpty() ? Shape.SCALAR : inputs.get(0).shape();
    for (Tensor input : inputs) {
      Shape shape = input.shape();
      fits &= shape.rank() == 3 && first.rank() == 3 && shape.dim(2).equals(first.dim(2));
      fits = fits && shape.dim(0).equals(first.dim(0)) && shape.size(2) % heads == 0;
    }
    if (!fits
        || !inputs.get(1 % inputs.size()).dim(1).equals(inputs.get(inputs.size() - 1).dim(1))) {
      throw Inputs.mismatch(
          ctx,
          NAME,
          "inputs [N, T, E] with E divisible by "
              + heads
              + " heads: one, or query, key and value, the last two of one length",
          inputs.stream().map(Tensor::type).toList().toString(),
          "");
    }
  }

  /** A mask as one that broadcasts to {@code [N, heads, Tq, Tk]}. */
  private static Tensor spread(LayerContext ctx, Tensor mask, List<Tensor> parts, int heads) {
    Dim batch = parts.get(0).dim(0);
    Dim queries = parts.get(0).dim(1);
    Dim keys = parts.get(1).dim(1);
    Shape shape = mask.shape();
    if (shape.equals(Shape.of(batch, keys))) {
      return mask.expandDims(1).expandDims(1);
    }
    if (shape.equals(Shape.of(queries, keys))) {
      return mask;
    }
    if (shape.equals(Shape.of(batch, queries, keys))) {
      return mask.expandDims(1);
    }
    if (shape.equals(Shape.of(batch, Dim.of(heads), queries, keys))) {
      return mask;
    }
    throw Inputs.mismatch(
        ctx,
        NAME,
        "a mask of keys %s, or of queries and keys %s or %s"
            .formatted(
                Shape.of(batch, keys), Shape.of(queries, keys), Shape.of(batch, queries, keys)),
        mask.type().toString(),
        "");
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
