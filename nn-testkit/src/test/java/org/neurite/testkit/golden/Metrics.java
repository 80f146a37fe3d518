package org.neurite.testkit.golden;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

/** Metrics, fed in two parts. */
final class Metrics {
  /** Numbers that no component gives. */
  private static final Set<String> NOT_OFFERED =
      Set.of("cohen_kappa", "explained_variance", "max_error", "median_absolute_error", "mse");

  private Metrics() {}

  static void enter(Map<String, Subject> table) {
    table.put("regression_metrics", Metrics::regression);
    table.put("classification_metrics", Metrics::classification);
  }

  private static void regression(GoldenCase golden, Attributes attrs) {
    Map<String, Double> found = new TreeMap<>();
    for (String name : List.of("rmse", "mae", "r2")) {
      found.putAll(results(Components.named(name), golden));
    }
    compare(golden, found);
  }

  private static void classification(GoldenCase golden, Attributes attrs) {
    attrs.describe("classes");
    Map<String, Double> found = new TreeMap<>();
    found.putAll(results(Components.named("accuracy"), golden));
    found.putAll(results(Components.named("confusion-matrix"), golden));
    for (String averaging : List.of("macro", "micro", "weighted", "per-class")) {
      Components metric = Components.named("precision-recall-f1").with("averaging", averaging);
      boolean several = averaging.equals("per-class");
      results(metric, golden)
          .forEach((name, value) -> found.put(several ? name : name + "_" + averaging, value));
    }
    compare(golden, found);
  }

  private static Map<String, Double> results(Components metric, GoldenCase golden) {
    NDArray predicted = golden.input("predicted");
    NDArray target = golden.input("target");
    MetricAccumulator first = metric.as(Metric.class).start();
    MetricAccumulator second = metric.as(Metric.class).start();
    int half = predicted.length() / 2;
    first.add(part(predicted, 0, half), part(target, 0, half));
    int rest = predicted.length() - half;
    second.add(part(predicted, half, rest), part(target, half, rest));
    first.merge(second);
    return first.results();
  }

  private static NDArray part(NDArray array, int from, int count) {
    double[] values = new double[count];
    System.arraycopy(array.toDoubles(), from, values, 0, count);
    return NDArray.of(values, count).cast(array.dataType());
  }

  private static void compare(GoldenCase golden, Map<String, Double> found) {
    golden
        .outputs()
        .forEach(
            (name, expected) -> {
              if (!NOT_OFFERED.contains(name)) {
                Compare.near(
                    name, collected(name, found), expected, golden.tolerance("float64", "forward"));
              }
            });
  }

  /** A number, or all whose names begin alike: {@code f1_0}, {@code f1_1} for f1_per_class. */
  private static NDArray collected(String name, Map<String, Double> found) {
    if (found.containsKey(name)) {
      return NDArray.scalar(found.get(name));
    }
    String prefix = name.replace("_per_class", "") + "_";
    double[] values =
        found.entrySet().stream()
            .filter(e -> e.getKey().matches(prefix + "[0-9_]+"))
            .mapToDouble(Map.Entry::getValue)
            .toArray();
    if (values.length == 0) {
      throw new AssertionError("expected '" + name + "', found " + found.keySet());
    }
    return NDArray.of(values, values.length);
  }
}
