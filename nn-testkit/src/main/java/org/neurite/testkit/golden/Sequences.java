package org.neurite.testkit.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.layer.Attention;
import org.neurite.core.layer.Gru;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.MultiHeadAttention;
import org.neurite.core.layer.RecurrentOutput;
import org.neurite.core.layer.SimpleRnn;

/** Recurrent layers and attention. */
final class Sequences {
  private Sequences() {}

  /** Runs a recurrent layer from stated states. */
  @FunctionalInterface
  private interface Run {
    RecurrentOutput apply(Layer layer, LayerContext ctx, Tensor x, List<List<Tensor>> initial);
  }

  static void enter(Map<String, Subject> table) {
    table.put(
        "lstm",
        recurrent(
            "lstm",
            (layer, ctx, x, initial) -> ((Lstm) layer).run(ctx, x, initial, Optional.empty())));
    table.put(
        "gru",
        recurrent(
            "gru",
            (layer, ctx, x, initial) -> ((Gru) layer).run(ctx, x, initial, Optional.empty())));
    table.put(
        "rnn",
        recurrent(
            "simple-rnn",
            (layer, ctx, x, initial) ->
                ((SimpleRnn) layer).run(ctx, x, initial, Optional.empty())));
    table.put("multihead_attention", new TracedSubject(Sequences::multiHead));
    table.put("scaled_dot_product_attention", TracedSubject.y(Sequences::scaledDotProduct));
    table.put("transformer_encoder_layer", TracedSubject.y(Sequences::transformer));
    table.put("positional_encoding", TracedSubject.y(Sequences::positions));
  }

  private static Subject recurrent(String name, Run run) {
    return new TracedSubject(
        (scene, attrs) -> {
          attrs.describe("input_size", "batch_first");
          Components component =
              Components.named(name)
                  .with("units", attrs.integer("hidden_size"))
                  .with("numLayers", attrs.integer("num_layers"))
                  .with("bidirectional", attrs.flag("bidirectional"));
          if (attrs.has("nonlinearity")) {
            component.with("activation", attrs.text("nonlinearity"));
          }
          Layer layer = component.as(Layer.class);
          List<List<Tensor>> initial = new ArrayList<>();
          if (attrs.flag("initial_state")) {
            initial.add(states(scene, "h0"));
            if (scene.has("c0")) {
              initial.add(states(scene, "c0"));
            }
          }
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          Layer traced =
              (ctx, x) -> {
                RecurrentOutput output = run.apply(layer, ctx, x, initial);
                outputs.put("h_n", stacked(output.states().get(0)));
                if (output.states().size() > 1) {
                  outputs.put("c_n", stacked(output.states().get(1)));
                }
                return output.y();
              };
          outputs.put("y", scene.layer(traced, scene.samples("x"), true).y());
          return outputs;
        });
  }

  /** {@code [layers, N, H]} as one tensor per layer. */
  private static List<Tensor> states(Scene scene, String name) {
    Tensor all = scene.samples(name, 1);
    return IntStream.range(0, all.shape().size(0))
        .mapToObj(i -> all.slice(0, i, 1).reshape(all.shape().without(0)))
        .toList();
  }

  private static Tensor stacked(List<Tensor> states) {
    return Tensor.concat(0, states.stream().map(s -> s.expandDims(0)).toArray(Tensor[]::new));
  }

  private static Map<String, Tensor> multiHead(Scene scene, Attributes attrs) {
    attrs.describe("embed_dim", "batch_first");
    Layer layer =
        Components.named("multi-head-attention")
            .with("heads", attrs.integer("num_heads"))
            .with("causal", attrs.flag("causal"))
            .with("bias", attrs.flag("bias"))
            .as(Layer.class);
    List<Tensor> inputs = new ArrayList<>();
    for (String name : List.of("x", "query", "key", "value")) {
      if (scene.has(name)) {
        inputs.add(scene.samples(name));
      }
    }
    String mask = "key_padding_mask";
    Optional<Tensor> hidden = scene.has(mask) ? Optional.of(scene.samples(mask)) : Optional.empty();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Layer traced =
        (ctx, x) -> {
          Attention found = ((MultiHeadAttention) layer).attend(ctx, inputs, hidden);
          outputs.put("attention_weights", found.weights());
          return found.y();
        };
    outputs.put("y", scene.layer(traced, inputs.get(0), true).y());
    return outputs;
  }

  private static Tensor scaledDotProduct(Scene scene, Attributes attrs) {
    return Attention.scaledDotProduct(
            scene.samples("q"),
            scene.samples("k"),
            scene.samples("v"),
            attrs.flag("causal"),
            Optional.empty())
        .y();
  }

  private static Tensor transformer(Scene scene, Attributes attrs) {
    attrs.describe("embed_dim");
    Layer layer =
        Components.named("transformer-encoder-block")
            .with("heads", attrs.integer("num_heads"))
            .with("feedForward", attrs.integer("feedforward_dim"))
            .with("activation", attrs.text("activation"))
            .with("normFirst", attrs.flag("norm_first"))
            .with("dropout", 0.0)
            .with("eps", attrs.number("eps"))
            .as(Layer.class);
    return scene.layer(layer, scene.samples("x"), true).y();
  }

  private static Tensor positions(Scene scene, Attributes attrs) {
    int length = attrs.integer("length");
    int size = attrs.integer("embed_dim");
    Tensor shapeless = Tensor.input("none", TensorType.float32(Shape.SCALAR), "");
    Tensor zeros = shapeless.constant(NDArray.of(new double[length * size], 1, length, size));
    Layer layer = Components.named("positional-encoding").as(Layer.class);
    return scene.layer(layer, zeros, true).y().reshape(Shape.of(length, size));
  }
}
