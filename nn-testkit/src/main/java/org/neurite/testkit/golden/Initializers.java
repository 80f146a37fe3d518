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
      table.put(
          "lecun_" + distribution,
          subject(a -> Components.named("lecun").with("distribution", distribution)));
    }
    table.put("orthogonal", Initializers::orthogonal);
  }

  private static Subject subject(Function<Attributes, Components> recipe) {
    return (golden, attrs) -> {
      attrs.describe("fan_in", "fan_out");
      check(draw(golden, attrs, recipe.apply(attrs)), golden.outputs());
    };
  }

  private static float[] draw(GoldenCase golden, Attributes attrs, Components recipe) {
    Shape shape =
        Shape.of(attrs.integers("shape").stream().mapToLong(Integer::longValue).toArray());
    return recipe
        .as(Initializer.class)
        .values(shape, new RandomStream(1, RandomStream.nodeKey(golden.name()), 0));
  }

  /** The products of the shorter side's vectors are those of an orthonormal set. */
  private static void orthogonal(GoldenCase golden, Attributes attrs) {
    attrs.describe("fan_in", "fan_out");
    double gain = attrs.number("gain");
    float[] w = draw(golden, attrs, Components.named("orthogonal").with("gain", gain));
    int rows = attrs.integer("rows");
    int columns = attrs.integer("cols");
    boolean wide = rows <= columns;
    int step = wide ? 1 : columns;
    int next = wide ? columns : 1;
    double value = golden.outputs().get("singular_value").get(0);
    for (int a = 0; a < Math.min(rows, columns); a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          dot += (double) w[a * next + i * step] * w[b * next + i * step];
        }
        NDArray expected = NDArray.scalar(a == b ? value * value : 0);
        Compare.near(
            "product of " + a + " and " + b,
            NDArray.scalar(dot),
            expected,
            new Tolerance(1e-5, 1e-6));
      }
    }
    double squares = 0;
    for (float weight : w) {
      squares += (double) weight * weight;
    }
    NDArray norm = NDArray.scalar(Math.sqrt(squares));
    Compare.near("norm", norm, golden.outputs().get("frobenius_norm"), new Tolerance(1e-5, 1e-6));
    NDArray deviation = NDArray.scalar(Math.sqrt(squares / w.length));
    double error = ERRORS / Math.sqrt(2.0 * w.length);
    Compare.near(
        "standard deviation", deviation, golden.outputs().get("std"), new Tolerance(error, 0));
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
