package org.neurite.testkit.golden;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;

/** Metrics, fed in two parts. */
final class Metrics {
  private Metrics() {}

  static void enter(Map<String, Subject> table) {
    table.put("regression_metrics", Metrics::regression);
    table.put("classification_metrics", Metrics::classification);
    table.put("binary_metrics", Metrics::binary);
    table.put("top_k_accuracy", Metrics::topK);
  }

  private static void regression(GoldenCase golden, Attributes attrs) {
    Map<String, Double> found = new TreeMap<>();
    for (String name :
        List.of(
            "mse",
            "rmse",
            "mae",
            "r2",
            "explained-variance",
            "max-error",
            "median-absolute-error")) {
      found.putAll(results(Components.named(name), golden));
    }
    compare(golden, found);
  }

  private static void classification(GoldenCase golden, Attributes attrs) {
    attrs.describe("classes");
    Map<String, Double> found = new TreeMap<>();
    found.putAll(results(Components.named("accuracy"), golden));
    found.putAll(results(Components.named("confusion-matrix"), golden));
    found.putAll(results(Components.named("cohen-kappa"), golden));
    for (String averaging : List.of("macro", "micro", "weighted", "per-class")) {
      Components metric = Components.named("precision-recall-f1").with("averaging", averaging);
      boolean several = averaging.equals("per-class");
      results(metric, golden)
          .forEach((name, value) -> found.put(several ? name : name + "_" + averaging, value));
    }
    compare(golden, found);
  }

  private static void binary(GoldenCase golden, Attributes attrs) {
    Map<String, Double> found = new TreeMap<>();
    for (String name : List.of("roc-auc", "pr-auc", "log-loss")) {
      found.putAll(results(Components.named(name), golden));
    }
    // A score at the threshold is a yes in the files.
    double threshold = Math.nextDown(attrs.number("threshold"));
    for (String name : List.of("accuracy", "matthews")) {
      found.putAll(results(Components.named(name).with("threshold", threshold), golden));
    }
    found.put("brier", results(Components.named("mse"), golden).get("mse"));
    compare(golden, found);
  }

  private static void topK(GoldenCase golden, Attributes attrs) {
    Map<String, Double> found = new TreeMap<>();
    for (int k : attrs.integers("k")) {
      double value =
          results(Components.named("top-k-accuracy").with("k", k), golden)
              .get("top_" + k + "_accuracy");
      found.put("accuracy_" + k, value);
    }
    compare(golden, found);
  }

  private static Map<String, Double> results(Components metric, GoldenCase golden) {
    boolean scored = golden.inputs().containsKey("score");
    NDArray predicted = golden.input(scored ? "score" : "predicted");
    NDArray target = golden.input("target");
    MetricAccumulator first = metric.as(Metric.class).start();
    MetricAccumulator second = metric.as(Metric.class).start();
    int half = target.length() / 2;
    first.add(part(predicted, 0, half), part(target, 0, half));
    int rest = target.length() - half;
    second.add(part(predicted, half, rest), part(target, half, rest));
    first.merge(second);
    return first.results();
  }

  /** Some rows. */
  private static NDArray part(NDArray array, int from, int count) {
    int row = array.length() / array.shape().size(0);
    double[] values = new double[count * row];
    System.arraycopy(array.toDoubles(), from * row, values, 0, values.length);
    return NDArray.of(values, array.shape().with(0, Dim.of(count))).cast(array.dataType());
  }

  private static void compare(GoldenCase golden, Map<String, Double> found) {
    golden
        .outputs()
        .forEach(
            (name, expected) ->
                Compare.near(
                    name,
                    collected(name, found),
                    expected,
                    golden.tolerance("float64", "forward")));
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
