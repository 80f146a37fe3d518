package org.neurite.core.metric;

import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

/** Mean over samples of a function of the scores of all classes and the right class. */
final class Rows implements MetricAccumulator {
  private static final String IGNORE = "state ignoreIndex if it does not count";

  private final String name;
  private final Optional<Integer> ignoreIndex;
  private final ToDoubleBiFunction<double[], Integer> perRow;
  private final DoubleUnaryOperator ofMean;
  private final DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();

  Rows(
      String name,
      Optional<Integer> ignoreIndex,
      ToDoubleBiFunction<double[], Integer> perRow,
      DoubleUnaryOperator ofMean) {
    this.name = name;
    this.ignoreIndex = Objects.requireNonNull(ignoreIndex, "ignoreIndex");
    this.perRow = perRow;
    this.ofMean = ofMean;
  }

  /** Scores {@code [N, C, ..]} against int32 classes {@code [N, ..]}. */
  @Override
  public void add(NDArray prediction, NDArray target) {
    Shape shape = prediction.shape();
    if (shape.rank() < 2 || !shape.without(1).equals(target.shape())) {
      throw Decisions.mismatch(
          "scores [N, C, ..] and classes [N, ..]", prediction.type() + " and " + target.type(), "");
    }
    int classes = shape.size(1);
    int inner = prediction.length() / (shape.size(0) * classes);
    double[] scores = new double[classes];
    for (int i = 0; i < target.length(); i++) {
      int label = (int) target.get(i);
      if (ignoreIndex.equals(Optional.of(label))) {
        continue;
      }
      if (label < 0 || label >= classes) {
        throw Decisions.mismatch("classes from 0 to " + (classes - 1), "class " + label, IGNORE);
      }
      for (int c = 0; c < classes; c++) {
        scores[c] = prediction.get((i / inner * classes + c) * inner + i % inner);
      }
      statistics.accept(perRow.applyAsDouble(scores, label));
    }
  }

  /** Adds a value that was computed in another way. */
  void accept(double value) {
    statistics.accept(value);
  }

  @Override
  public void merge(MetricAccumulator other) {
    statistics.combine(((Rows) other).statistics);
  }

  @Override
  public Map<String, Double> results() {
    double mean = statistics.getCount() == 0 ? Double.NaN : statistics.getAverage();
    return Map.of(name, ofMean.applyAsDouble(mean));
  }
}
