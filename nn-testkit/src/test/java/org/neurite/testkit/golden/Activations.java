package org.neurite.testkit.golden;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.neurite.api.component.Activation;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/** Activations, and the composites that are functions of one tensor. */
final class Activations {
  private Activations() {}

  static void enter(Map<String, Subject> table) {
    for (String name : new String[] {"identity", "sigmoid", "tanh", "relu"}) {
      table.put(name, component(attrs -> Components.named(name)));
    }
    table.put(
        "step",
        component(a -> Components.named("step").with("valueAtZero", a.number("value_at_zero"))));
    table.put(
        "leaky_relu",
        component(
            a -> Components.named("leaky-relu").with("negativeSlope", a.number("negative_slope"))));
    table.put("elu", component(a -> Components.named("elu").with("alpha", a.number("alpha"))));
    table.put(
        "gelu",
        component(
            a -> Components.named("gelu").with("approximate", approximate(a.text("approximate")))));
    table.put(
        "softmax", component(a -> Components.named("softmax").with("axis", a.integer("axis"))));
    table.put("log_softmax", function((x, a) -> Composites.logSoftmax(x, a.integer("axis"))));
    table.put("silu", function((x, a) -> Composites.silu(x)));
    table.put(
        "softplus",
        function(
            (x, a) -> {
              double beta = a.number("beta");
              return Composites.softplus(x.mul(beta)).div(beta);
            }));
  }

  private static boolean approximate(String how) {
    return switch (how) {
      case "none" -> false;
      case "tanh" -> true;
      default -> throw new IllegalArgumentException("approximate " + how);
    };
  }

  private static Subject component(Function<Attributes, Components> recipe) {
    return function((x, attrs) -> recipe.apply(attrs).as(Activation.class).apply(x));
  }

  private static Subject function(BiFunction<Tensor, Attributes, Tensor> function) {
    return TracedSubject.y((scene, attrs) -> function.apply(scene.samples("x"), attrs));
  }
}
