package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

/**
 * Learns the preprocessing of a table in one pass, piece by piece. Two fitters that saw different
 * rows can be merged. Used by one thread.
 */
public final class TableFitter {
  private final Map<String, Encoding> encodings;
  private final Map<String, FeatureFitter> features = new LinkedHashMap<>();
  private final String target;
  private final Kind targetKind;
  private final Task task;
  private final List<String> ignored;
  private final NumberSummary targetNumbers = new NumberSummary();
  private final TreeSet<String> labels;
  private long trainingRows;
  private long otherRows;

  /**
   * Knows nothing yet.
   *
   * @param encodings how each feature is encoded, in the network's order
   * @param target the column to learn
   * @param targetKind what its values are
   * @param task what is learnt
   * @param ignored columns that are left out
   */
  public TableFitter(
      Map<String, Encoding> encodings,
      String target,
      Kind targetKind,
      Task task,
      List<String> ignored) {
    this.encodings = new LinkedHashMap<>(encodings);
    this.target = target;
    this.targetKind = targetKind;
    this.task = task;
    this.ignored = List.copyOf(ignored);
    this.labels = new TreeSet<>(ClassTarget.order(targetKind));
    encodings.forEach((name, encoding) -> features.put(name, encoding.fitter(name)));
  }

  /**
   * Learns from a piece of the table.
   *
   * @param columns the piece's columns, features and target among them
   * @param training which rows are for training
   * @throws DataException with {@code NN-1704} if a feature's column is of another kind than its
   *     encoding wants, {@code NN-1705} or {@code NN-1707} if the target or a feature has too many
   *     different values
   */
  public void add(List<Column> columns, int[] training) {
    for (Column column : columns) {
      FeatureFitter fitter = features.get(column.name());
      if (fitter != null) {
        requireKind(column);
        fitter.add(column, training);
      } else if (column.name().equals(target)) {
        addTarget(column, training);
      }
    }
  }

  private void requireKind(Column column) {
    Encoding encoding = encodings.get(column.name());
    if (column.kind() != encoding.kind()) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(column.name())
              .expected(Feature.plural(encoding.kind()) + ", for its encoding")
              .found(Feature.plural(column.kind()))
              .mend("choose another encoding, or state the column's kind when it is read"));
    }
  }

  private void addTarget(Column column, int[] training) {
    trainingRows += training.length;
    otherRows += column.rows() - training.length;
    if (task == Task.REGRESSION && column instanceof NumberColumn numbers) {
      for (int row : training) {
        targetNumbers.add(numbers.value(row));
      }
    } else {
      labels.addAll(column.categories().values());
      requireFewLabels();
    }
  }

  /**
   * A stream may turn out to have as many labels as rows, long after its first ones were judged.
   */
  private void requireFewLabels() {
    if (labels.size() > CategoryCounts.MOST) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_TARGET)
              .at(target)
              .expected("at most " + CategoryCounts.MOST + " classes")
              .found("more")
              .mend("state another target, or the task regression if these are numbers"));
    }
  }

  /**
   * All that another fitter has learnt. The other one is not changed.
   *
   * @param other made for the same columns, with other rows
   */
  public void merge(TableFitter other) {
    features.forEach((name, fitter) -> fitter.merge(other.features.get(name)));
    targetNumbers.merge(other.targetNumbers);
    labels.addAll(other.labels);
    requireFewLabels();
    trainingRows += other.trainingRows;
    otherRows += other.otherRows;
  }

  /**
   * Rows that were learnt from.
   *
   * @return their number
   */
  public long trainingRows() {
    return trainingRows;
  }

  /**
   * Rows that were not learnt from.
   *
   * @return their number
   */
  public long otherRows() {
    return otherRows;
  }

  /**
   * What was learnt.
   *
   * @return how rows are encoded
   */
  public TablePreprocessing fit() {
    List<Feature> fitted = new ArrayList<>();
    features.values().forEach(fitter -> fitted.add(fitter.fit()));
    Target learnt =
        task == Task.REGRESSION
            ? new NumberTarget(target, targetNumbers.mean(), targetNumbers.deviation())
            : new ClassTarget(target, targetKind, List.copyOf(labels));
    return new TablePreprocessing(fitted, learnt, ignored);
  }
}
