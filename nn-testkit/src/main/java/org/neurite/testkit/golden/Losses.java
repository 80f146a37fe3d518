package org.neurite.testkit.golden;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;

/** Losses with their reductions. */
final class Losses {
  private Losses() {}

  /** Makes the prediction of a loss whose inputs are several. */
  @FunctionalInterface
  private interface Stacking {
    Tensor apply(Scene scene);
  }

  static void enter(Map<String, Subject> table) {
    table.put("mse", loss((golden, a) -> Components.named("mean-squared-error")));
    table.put("mae", loss((golden, a) -> Components.named("mean-absolute-error")));
    table.put("log_cosh", loss((golden, a) -> Components.named("log-cosh")));
    table.put("bce", loss((golden, a) -> Components.named("probability-cross-entropy")));
    table.put("huber", loss((golden, a) -> numbers("huber", a, "delta")));
    table.put("smooth_l1", loss((golden, a) -> numbers("smooth-l1", a, "beta")));
    table.put("hinge", loss((golden, a) -> numbers("hinge", a, "margin")));
    table.put(
        "squared_hinge", loss((golden, a) -> numbers("hinge", a, "margin").with("squared", true)));
    table.put("multi_margin", loss(Losses::multiMargin));
    table.put(
        "kl_div",
        loss(
            (golden, a) ->
                Components.named("kl-divergence").with("logTarget", a.flag("log_target"))));
    table.put("bce_with_logits", loss(Losses::binaryCrossEntropy));
    table.put("cross_entropy", loss(Losses::crossEntropy));
    table.put("nll", loss(Losses::negativeLogLikelihood));
    table.put("poisson_nll", loss(Losses::poisson));
    table.put(
        "gaussian_nll",
        stacked(
            (golden, a) -> numbers("gaussian-nll", a, "eps").with("full", a.flag("full")),
            scene -> pair(scene, "pred", "var"),
            "target"));
    table.put(
        "cosine_embedding",
        stacked(
            (golden, a) -> numbers("cosine-embedding", a, "margin"),
            scene -> pair(scene, "x1", "x2"),
            "target"));
    table.put(
        "triplet_margin",
        stacked(Losses::triplet, scene -> pair(scene, "anchor", "positive", "negative"), "anchor"));
  }

  private static Components numbers(String name, Attributes attrs, String... settings) {
    Components loss = Components.named(name);
    for (String setting : settings) {
      loss.with(setting, attrs.number(setting));
    }
    return loss;
  }

  private static Components multiMargin(Map<String, NDArray> inputs, Attributes attrs) {
    requireEqual(attrs.integer("p"), 1);
    return numbers("multi-margin", attrs, "margin");
  }

  private static Components triplet(Map<String, NDArray> inputs, Attributes attrs) {
    requireEqual(attrs.integer("p"), 2);
    return numbers("triplet-margin", attrs, "margin", "eps");
  }

  private static void requireEqual(int found, int offered) {
    if (found != offered) {
      throw new IllegalArgumentException("norm " + found);
    }
  }

  private static Components poisson(Map<String, NDArray> inputs, Attributes attrs) {
    return Components.named("poisson-nll")
        .with("logInput", attrs.flag("log_input"))
        .with("full", attrs.flag("full"))
        .with("eps", attrs.number("eps", 1e-8));
  }

  private static Components binaryCrossEntropy(Map<String, NDArray> inputs, Attributes attrs) {
    NDArray weight = inputs.get("pos_weight");
    Components loss = Components.named("binary-cross-entropy");
    return weight == null ? loss : loss.with("positiveWeight", weight.toDoubles());
  }

  private static Components crossEntropy(Map<String, NDArray> inputs, Attributes attrs) {
    attrs.describe("target");
    Components loss =
        Components.named("softmax-cross-entropy")
            .with("labelSmoothing", attrs.number("label_smoothing", 0));
    if (attrs.has("ignore_index")) {
      loss.with("ignoreIndex", attrs.integer("ignore_index"));
    }
    return classWeighted(loss, inputs);
  }

  private static Components negativeLogLikelihood(Map<String, NDArray> inputs, Attributes attrs) {
    return classWeighted(Components.named("negative-log-likelihood"), inputs);
  }

  private static Components classWeighted(Components loss, Map<String, NDArray> inputs) {
    NDArray weight = inputs.get("class_weight");
    return weight == null ? loss : loss.with("classWeights", weight.toDoubles());
  }

  private static Subject loss(BiFunction<Map<String, NDArray>, Attributes, Components> recipe) {
    return stacked(recipe, scene -> scene.samples("pred"), "target");
  }

  private static Subject stacked(
      BiFunction<Map<String, NDArray>, Attributes, Components> recipe,
      Stacking prediction,
      String target) {
    return new TracedSubject(
        (scene, attrs) -> {
          Loss loss = recipe.apply(scene.given(), attrs).as(Loss.class);
          Tensor wanted = scene.samples(target);
          Tensor losses = loss.apply(prediction.apply(scene), wanted);
          if (scene.has("weight")) {
            losses = losses.mul(scene.samples("weight"));
          }
          return Map.of("loss", reduced(attrs.text("reduction"), loss, losses, wanted));
        });
  }

  /** Inputs side by side along a new axis 1. */
  private static Tensor pair(Scene scene, String... names) {
    return Tensor.concat(
        1,
        Arrays.stream(names).map(name -> scene.samples(name).expandDims(1)).toArray(Tensor[]::new));
  }

  static Tensor reduced(String reduction, Loss loss, Tensor losses, Tensor target) {
    return switch (reduction) {
      case "none" -> losses;
      case "sum" -> losses.sum();
      case "mean" -> losses.sum().div(loss.weights(losses, target).sum());
      case "batchmean" -> losses.sum().div(losses.count(losses.dim(0)));
      default -> throw new IllegalArgumentException("reduction " + reduction);
    };
  }
}
