package org.neurite.testkit.golden;

import java.util.Map;
import java.util.function.Function;
import org.neurite.api.component.Schedule;
import org.neurite.api.tensor.NDArray;

/** Learning rates, step by step. */
final class Schedules {
  private Schedules() {}

  static void enter(Map<String, Subject> table) {
    table.put("constant", subject(attrs -> Components.named("constant")));
    // "step" is an activation too: the one has a value at zero, the other a rate to begin with.
    Subject activation = table.get("step");
    Subject schedule = subject(Schedules::step);
    table.put(
        "step",
        (golden, attrs) -> (attrs.has("base_lr") ? schedule : activation).check(golden, attrs));
    table.put("cosine", subject(Schedules::cosine));
    table.put("linear_warmup", subject(Schedules::warmup));
    table.put("linear_warmup_cosine", subject(attrs -> warmup(attrs).with("then", cosine(attrs))));
  }

  private static Components step(Attributes attrs) {
    return Components.named("step")
        .with("stepSize", attrs.integer("step_size"))
        .with("gamma", attrs.number("gamma"));
  }

  private static Components cosine(Attributes attrs) {
    return Components.named("cosine")
        .with("tMax", attrs.integer("t_max"))
        .with("etaMin", attrs.number("eta_min"));
  }

  private static Components warmup(Attributes attrs) {
    return Components.named("warmup")
        .with("steps", attrs.integer("warmup_steps"))
        .with("startFactor", attrs.number("start_factor"));
  }

  private static Subject subject(Function<Attributes, Components> recipe) {
    return (golden, attrs) -> {
      Schedule schedule = recipe.apply(attrs).as(Schedule.class);
      double base = attrs.number("base_lr");
      double[] rates = new double[attrs.integer("steps")];
      for (int k = 0; k < rates.length; k++) {
        rates[k] = schedule.rate(base, k);
      }
      Compare.near(
          "rates",
          NDArray.of(rates, rates.length),
          golden.outputs().get("lr"),
          golden.tolerance("float64", "forward"));
    };
  }
}
