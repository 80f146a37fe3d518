package org.neurite.testkit.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Metric;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.testkit.MetricContract;

/** Every metric that the registry has, on numbers or on classes. */
@ParameterizedClass
@MethodSource("names")
class BuiltInMetricsTest extends MetricContract {
  private static final List<String> OF_NUMBERS =
      List.of("explained-variance", "mae", "mape", "max-error", "median-absolute-error", "mse");
  private static final List<String> OF_NUMBERS_TOO = List.of("r2", "rmse");
  private static final List<String> OF_TWO_CLASSES = List.of("roc-auc", "pr-auc");
  private static final int CLASSES = 3;

  @Parameter String name;

  static Stream<String> names() {
    return ComponentRegistry.builtIn().entries(ComponentKind.METRIC).stream()
        .map(ComponentEntry::name);
  }

  @Override
  protected Metric metric() {
    String text = name.equals("top-k-accuracy") ? "{\"type\": \"top-k-accuracy\", \"k\": 2}" : name;
    return new ComponentCodec(registry()).parse(Metric.class, text);
  }

  private boolean isOfClasses() {
    return !OF_NUMBERS.contains(name)
        && !OF_NUMBERS_TOO.contains(name)
        && !OF_TWO_CLASSES.contains(name);
  }

  /** Numbers, or probabilities of three classes. */
  @Override
  protected NDArray prediction(int n) {
    if (!isOfClasses()) {
      return super.prediction(n);
    }
    double[] scores = new double[n * CLASSES];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < CLASSES; k++) {
        scores[i * CLASSES + k] = 1.1 + Math.sin(1.7 * (i * CLASSES + k) + 0.3);
        sum += scores[i * CLASSES + k];
      }
      for (int k = 0; k < CLASSES; k++) {
        scores[i * CLASSES + k] /= sum;
      }
    }
    return NDArray.of(scores, n, CLASSES);
  }

  @Override
  protected NDArray target(int n) {
    int[] classes = new int[n];
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      classes[i] = (i * i + i / 2) % CLASSES;
      numbers[i] = OF_TWO_CLASSES.contains(name) ? i % 2 : 0.5 + Math.cos(i);
    }
    return isOfClasses() ? NDArray.of(classes, n) : NDArray.of(numbers, n, 1);
  }
}
