package org.neurite.testkit.golden;

import java.util.Map;
import java.util.function.Function;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Tensor;

/** Activations: functions of one tensor. */
final class Activations {
  private Activations() {}

  static void enter(Map<String, Subject> table) {
    for (String name :
        new String[] {
          "identity",
          "sigmoid",
          "tanh",
          "relu",
          "relu6",
          "selu",
          "silu",
          "mish",
          "softsign",
          "hard_sigmoid",
          "hard_swish",
          "log_sigmoid",
          "tanh_shrink"
        }) {
      table.put(name, component(attrs -> Components.named(name.replace('_', '-'))));
    }
    for (String name : new String[] {"softmax", "log_softmax", "softmin", "glu"}) {
      table.put(
          name,
          component(a -> Components.named(name.replace('_', '-')).with("axis", a.integer("axis"))));
    }
    table.put(
        "step",
        component(a -> Components.named("step").with("valueAtZero", a.number("value_at_zero"))));
    table.put(
        "leaky_relu",
        component(
            a -> Components.named("leaky-relu").with("negativeSlope", a.number("negative_slope"))));
    table.put("elu", component(a -> Components.named("elu").with("alpha", a.number("alpha"))));
    table.put("celu", component(a -> Components.named("celu").with("alpha", a.number("alpha"))));
    table.put(
        "gelu",
        component(
            a -> Components.named("gelu").with("approximate", approximate(a.text("approximate")))));
    table.put(
        "hard_tanh",
        component(
            a ->
                Components.named("hard-tanh")
                    .with("low", a.number("min"))
                    .with("high", a.number("max"))));
    table.put(
        "softplus", component(a -> Components.named("softplus").with("beta", a.number("beta"))));
    table.put("prelu", TracedSubject.y(Activations::prelu));
  }

  private static boolean approximate(String how) {
    return switch (how) {
      case "none" -> false;
      case "tanh" -> true;
      default -> throw new IllegalArgumentException("approximate " + how);
    };
  }

  private static Tensor prelu(Scene scene, Attributes attrs) {
    boolean shared = attrs.integer("num_parameters") == 1;
    Layer layer = Components.named("prelu").with("shared", shared).as(Layer.class);
    return scene.layer(layer, scene.samples("x"), true).y();
  }

  private static Subject component(Function<Attributes, Components> recipe) {
    return TracedSubject.y(
        (scene, attrs) -> recipe.apply(attrs).as(Activation.class).apply(scene.samples("x")));
  }
}
