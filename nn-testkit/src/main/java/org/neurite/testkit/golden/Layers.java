package org.neurite.testkit.golden;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Tensor;
import org.neurite.testkit.golden.Scene.Layered;

/** Fully connected layers, embeddings, dropout, normalisation. */
final class Layers {
  private Layers() {}

  static void enter(Map<String, Subject> table) {
    table.put("linear", TracedSubject.y(Layers::linear));
    table.put("dropout", TracedSubject.y(Layers::dropout));
    table.put("batchnorm1d", new TracedSubject(Layers::batchNorm));
    table.put("batchnorm2d", new TracedSubject(Layers::batchNorm));
    table.put("batchnorm1d_sequence", new TracedSubject(Layers::twoBatches));
    table.put("layernorm", layer(Layers::layerNorm));
    table.put("groupnorm", layer(Layers::groupNorm));
    table.put("rmsnorm", layer(Layers::rmsNorm));
    table.put("embedding", TracedSubject.y(Layers::embedding));
  }

  private static Tensor linear(Scene scene, Attributes attrs) {
    attrs.describe("in_features");
    Layer dense =
        Components.named("dense")
            .with("units", attrs.integer("out_features"))
            .with("bias", attrs.flag("bias"))
            .as(Layer.class);
    return scene.layer(dense, scene.samples("x"), true).y();
  }

  private static Tensor dropout(Scene scene, Attributes attrs) {
    Layer dropout = Components.named("dropout").with("rate", attrs.number("p")).as(Layer.class);
    Tensor y = scene.layer(dropout, scene.samples("x"), attrs.flag("training")).y();
    return scene.has("mask") ? scene.withRandom(y, "mask") : y;
  }

  private static Layer batchNormLayer(Attributes attrs) {
    attrs.describe("num_features");
    return Components.named("batch-norm")
        .with("momentum", attrs.number("momentum"))
        .with("eps", attrs.number("eps"))
        .with("affine", attrs.flag("affine"))
        .as(Layer.class);
  }

  private static Map<String, Tensor> batchNorm(Scene scene, Attributes attrs) {
    Layered result = scene.layer(batchNormLayer(attrs), scene.samples("x"), attrs.flag("training"));
    Map<String, Tensor> outputs = new LinkedHashMap<>(result.states());
    outputs.put("y", result.y());
    return outputs;
  }

  /** One layer sees two batches; its states start at mean 0 and variance 1. */
  private static Map<String, Tensor> twoBatches(Scene scene, Attributes attrs) {
    Layer layer = batchNormLayer(attrs);
    boolean training = attrs.flag("training");
    Tensor x1 = scene.samples("x1");
    Tensor features = x1.constant(0).broadcastTo(x1.shape().without(0));
    Map<String, Tensor> start = new HashMap<>();
    start.put("running_mean", features);
    start.put("running_var", features.filled(1));
    Layered first = scene.from(scene.layer(layer, x1, training), start);
    Layered second = scene.from(scene.layer(layer, scene.samples("x2"), training), first.states());
    Map<String, Tensor> outputs = new LinkedHashMap<>(second.states());
    outputs.put("y1", first.y());
    outputs.put("y2", second.y());
    return outputs;
  }

  private static Layer layerNorm(Attributes attrs) {
    return Components.named("layer-norm")
        .with("axes", attrs.integers("normalized_shape").size())
        .with("eps", attrs.number("eps"))
        .with("affine", attrs.flag("affine"))
        .as(Layer.class);
  }

  private static Layer groupNorm(Attributes attrs) {
    attrs.describe("num_channels");
    return Components.named("group-norm")
        .with("groups", attrs.integer("num_groups"))
        .with("eps", attrs.number("eps"))
        .with("affine", attrs.flag("affine"))
        .as(Layer.class);
  }

  private static Layer rmsNorm(Attributes attrs) {
    attrs.describe("normalized_shape");
    return Components.named("rms-norm").with("eps", attrs.number("eps")).as(Layer.class);
  }

  private static Tensor embedding(Scene scene, Attributes attrs) {
    Components layer =
        Components.named("embedding")
            .with("vocabulary", attrs.integer("num_embeddings"))
            .with("dimension", attrs.integer("embedding_dim"));
    if (!attrs.isNull("padding_idx")) {
      layer.with("paddingIndex", attrs.integer("padding_idx"));
    }
    return scene.layer(layer.as(Layer.class), scene.samples("indices"), true).y();
  }

  private static Subject layer(Function<Attributes, Layer> recipe) {
    return TracedSubject.y(
        (scene, attrs) -> scene.layer(recipe.apply(attrs), scene.samples("x"), true).y());
  }
}
