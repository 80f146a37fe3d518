package org.neurite.testkit.golden;

import java.util.Map;
import java.util.function.Function;
import org.neurite.api.component.Initializer;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.Tolerance;

/** Statistics of first weights. */
final class Initializers {
  /** How many standard errors a statistic may be off; one in 10,000 seeds would fail at four. */
  private static final double ERRORS = 4;

  private Initializers() {}

  static void enter(Map<String, Subject> table) {
    for (String distribution : new String[] {"uniform", "normal"}) {
      table.put(
          "xavier_" + distribution,
          subject(
              a ->
                  Components.named("xavier")
                      .with("distribution", distribution)
                      .with("gain", a.number("gain"))));
      table.put(
          "he_" + distribution,
          subject(
              a ->
                  Components.named("he")
                      .with("distribution", distribution)
                      .with("mode", a.text("mode").replace('_', '-'))
                      .with("gain", a.number("gain"))));
    }
  }

  private static Subject subject(Function<Attributes, Components> recipe) {
    return (golden, attrs) -> {
      attrs.describe("fan_in", "fan_out");
      Shape shape =
          Shape.of(attrs.integers("shape").stream().mapToLong(Integer::longValue).toArray());
      Initializer initializer = recipe.apply(attrs).as(Initializer.class);
      float[] weights =
          initializer.values(shape, new RandomStream(1, RandomStream.nodeKey(golden.name()), 0));
      check(weights, golden.outputs());
    };
  }

  private static void check(float[] weights, Map<String, NDArray> expected) {
    double std = expected.get("std").get(0);
    double n = weights.length;
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float weight : weights) {
      sum += weight;
      squares += (double) weight * weight;
      largest = Math.max(largest, Math.abs(weight));
    }
    double mean = sum / n;
    NDArray deviation = NDArray.scalar(Math.sqrt(squares / n - mean * mean));
    Compare.near(
        "mean",
        NDArray.scalar(mean),
        expected.get("mean"),
        new Tolerance(0, ERRORS * std / Math.sqrt(n)));
    Compare.near(
        "standard deviation",
        deviation,
        expected.get("std"),
        new Tolerance(ERRORS / Math.sqrt(2 * n), 0));
    if (expected.containsKey("bound") && largest > expected.get("bound").get(0) * (1 + 0x1p-23)) {
      throw new AssertionError("largest " + largest + " beyond " + expected.get("bound"));
    }
  }
}
