package org.neurite.testkit.golden;

import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.neurite.api.component.Schedule;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.schedule.MeasuredSchedule;
import org.neurite.core.schedule.OneCycle;

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
    table.put(
        "multistep",
        subject(
            a ->
                Components.named("multi-step")
                    .withSizes("milestones", a.integers("milestones"), false)
                    .with("gamma", a.number("gamma"))));
    table.put(
        "exponential",
        subject(a -> Components.named("exponential").with("gamma", a.number("gamma"))));
    table.put(
        "cosine_warm_restarts",
        subject(
            a ->
                Components.named("cosine-restarts")
                    .with("t0", a.integer("t_0"))
                    .with("tMult", a.integer("t_mult"))
                    .with("etaMin", a.number("eta_min"))));
    table.put(
        "polynomial",
        subject(
            a ->
                Components.named("polynomial")
                    .with("totalSteps", a.integer("total_steps"))
                    .with("power", a.number("power"))));
    table.put(
        "inverse_time",
        subject(a -> Components.named("inverse-time").with("decay", a.number("decay"))));
    table.put("one_cycle", Schedules::oneCycle);
    table.put("reduce_on_plateau", Schedules::plateau);
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
      compare(golden, "lr", attrs.integer("steps"), k -> schedule.rate(base, k));
    };
  }

  private static void oneCycle(GoldenCase golden, Attributes attrs) {
    attrs.describe("base_lr");
    OneCycle schedule =
        (OneCycle)
            Components.named("one-cycle")
                .with("totalSteps", attrs.integer("total_steps"))
                .with("pctStart", attrs.number("pct_start"))
                .with("anneal", attrs.text("anneal"))
                .with("divFactor", attrs.number("div_factor"))
                .with("finalDivFactor", attrs.number("final_div_factor"))
                .with("baseMomentum", attrs.number("base_momentum"))
                .with("maxMomentum", attrs.number("max_momentum"))
                .as(Schedule.class);
    double peak = attrs.number("max_lr");
    compare(golden, "lr", attrs.integer("steps"), k -> schedule.rate(peak, k));
    compare(golden, "momentum", attrs.integer("steps"), k -> schedule.momentum(k).orElseThrow());
  }

  private static void plateau(GoldenCase golden, Attributes attrs) {
    MeasuredSchedule.Running running =
        ((MeasuredSchedule)
                Components.named("reduce-on-plateau")
                    .with("mode", attrs.text("mode"))
                    .with("factor", attrs.number("factor"))
                    .with("patience", attrs.integer("patience"))
                    .with("threshold", attrs.number("threshold"))
                    .with("thresholdMode", attrs.text("threshold_mode"))
                    .with("cooldown", attrs.integer("cooldown"))
                    .with("minRate", attrs.number("min_lr"))
                    .as(Schedule.class))
            .start();
    double base = attrs.number("base_lr");
    int steps = attrs.integer("steps");
    double[] after = new double[steps];
    compare(
        golden,
        "lr",
        steps,
        k -> {
          double rate = running.rate(base, k);
          running.observe(golden.input("metric").get(k));
          after[k] = running.rate(base, k);
          return rate;
        });
    compare(golden, "lr_after", steps, k -> after[k]);
  }

  private static void compare(GoldenCase golden, String name, int steps, IntToDoubleFunction rate) {
    double[] rates = IntStream.range(0, steps).mapToDouble(rate).toArray();
    Compare.near(
        name,
        NDArray.of(rates, rates.length),
        golden.outputs().get(name),
        golden.tolerance("float64", "forward"));
  }
}
