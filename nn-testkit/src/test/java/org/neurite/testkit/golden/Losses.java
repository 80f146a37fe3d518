package org.neurite.testkit.golden;

import java.util.Map;
import java.util.function.BiFunction;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;

/** Losses with their reductions. */
final class Losses {
  private Losses() {}

  static void enter(Map<String, Subject> table) {
    table.put("mse", loss((golden, a) -> Components.named("mean-squared-error")));
    table.put("mae", loss((golden, a) -> Components.named("mean-absolute-error")));
    table.put(
        "huber", loss((golden, a) -> Components.named("huber").with("delta", a.number("delta"))));
    table.put("bce_with_logits", loss(Losses::binaryCrossEntropy));
    table.put("cross_entropy", loss(Losses::crossEntropy));
  }

  private static Components binaryCrossEntropy(Map<String, NDArray> inputs, Attributes attrs) {
    NDArray weight = inputs.get("pos_weight");
    Components loss = Components.named("binary-cross-entropy");
    return weight == null ? loss : loss.with("positiveWeight", weight.toDoubles());
  }

  private static Components crossEntropy(Map<String, NDArray> inputs, Attributes attrs) {
    NDArray weight = inputs.get("class_weight");
    attrs.describe("target");
    Components loss =
        Components.named("softmax-cross-entropy")
            .with("labelSmoothing", attrs.number("label_smoothing", 0));
    if (attrs.has("ignore_index")) {
      loss.with("ignoreIndex", attrs.integer("ignore_index"));
    }
    return weight == null ? loss : loss.with("classWeights", weight.toDoubles());
  }

  private static Subject loss(BiFunction<Map<String, NDArray>, Attributes, Components> recipe) {
    return new TracedSubject(
        (scene, attrs) -> {
          Loss loss = recipe.apply(scene.given(), attrs).as(Loss.class);
          Tensor target = scene.samples("target");
          Tensor losses = loss.apply(scene.samples("pred"), target);
          return Map.of("loss", reduced(attrs.text("reduction"), loss, losses, target));
        });
  }

  static Tensor reduced(String reduction, Loss loss, Tensor losses, Tensor target) {
    return switch (reduction) {
      case "none" -> losses;
      case "sum" -> losses.sum();
      case "mean" -> losses.sum().div(loss.weights(losses, target).sum());
      default -> throw new IllegalArgumentException("reduction " + reduction);
    };
  }
}
