package org.neurite.data.preprocess;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.model.Model;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;

/**
 * A class to be learnt. The network gives one logit per label.
 *
 * @param column the column's name
 * @param kind how labels stand in a file: as texts, or as numbers
 * @param labels the labels, sorted; a label's position is its class index
 */
public record ClassTarget(String column, Kind kind, List<String> labels) implements Target {

  /** Copies the list. */
  public ClassTarget {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(kind, "kind");
    labels = List.copyOf(labels);
  }

  /**
   * The classes of a column.
   *
   * @param column the column
   * @return its labels; those of the whole column, since a network's outputs must not depend on a
   *     split
   */
  public static ClassTarget of(Column column) {
    return new ClassTarget(column.name(), column.kind(), column.categories().values());
  }

  /** How labels are sorted: numbers by size. */
  static Comparator<String> order(Kind kind) {
    return kind == Kind.NUMBER
        ? Comparator.comparingDouble(Double::parseDouble)
        : Comparator.naturalOrder();
  }

  /**
   * Turns logits into probabilities (softmax).
   *
   * @param logits one per label; replaced by the probabilities
   */
  public static void toProbabilities(float[] logits) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (Math.exp(logits[i] - largest) / sum);
    }
  }

  /**
   * Whether a network's outputs are probabilities already, and no logits.
   *
   * @param model one output per label
   * @return true if it ends in a softmax over the labels
   */
  public boolean areProbabilities(Model model) {
    Value output = model.predictionGraph().outputValues().get(0);
    while (output.op() instanceof ShapeOps.Reshape || output.op() instanceof ShapeOps.Transpose) {
      output = output.node().inputs().get(0);
    }
    return output.op() instanceof Composite composite
        && composite.name().equals("softmax")
        && output.shape().dim(composite.integer("axis")).equals(Dim.of(labels.size()));
  }

  /**
   * The likeliest label.
   *
   * @param scores logits or probabilities, one per label
   * @return the label with the highest score, the first of equals
   */
  public String label(float[] scores) {
    int best = 0;
    for (int i = 1; i < labels.size(); i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return labels.get(best);
  }

  @Override
  public Task task() {
    return Task.CLASSIFICATION;
  }

  @Override
  public int outputs() {
    return labels.size();
  }

  @Override
  public NDArray encode(Column values, int[] rows) {
    CategoryColumn categories = values.categories();
    int[] positions = categories.positionsIn(labels);
    int[] encoded = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int code = categories.code(rows[i]);
      if (positions[code] < 0) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(column)
                .expected("one of the labels " + labels)
                .found("'" + categories.values().get(code) + "'"));
      }
      encoded[i] = positions[code];
    }
    return NDArray.of(encoded, rows.length);
  }
}
