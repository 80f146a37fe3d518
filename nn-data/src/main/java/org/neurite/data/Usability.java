package org.neurite.data;

import java.util.List;
import java.util.Map;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.preprocess.Task;

/** Checks that something can be learnt from a table's columns. */
final class Usability {
  private static final int MOST_CATEGORIES = 1_000;
  private static final int ALWAYS_CATEGORIES = 20;

  private final Table table;
  private final Column target;
  private final Task task;

  Usability(Table table, Column target, Task task) {
    this.table = table;
    this.target = target;
    this.task = task;
  }

  /** What holds whatever the encodings are. */
  void check(List<Column> features) {
    if (features.isEmpty()) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_TARGET)
              .at(table.source())
              .expected("a target and at least one column more")
              .found("the column '" + target.name() + "' alone"));
    }
    table.requireTargets(target);
    checkTask();
    features.forEach(this::requireValue);
  }

  /** What holds for some encodings only, and so is checked when they are chosen. */
  void checkEncoded(List<Column> features, Map<String, Encoding> encodings) {
    for (Column feature : features) {
      Encoding encoding = encodings.get(feature.name());
      boolean takesMany = encoding != null && encoding.takesManyValues();
      if (!takesMany && feature instanceof CategoryColumn categories && hasTooMany(categories)) {
        throw unusable(
            feature,
            "numbers, or categories with several rows each",
            categories.values().size() + " different texts in " + feature.rows() + " rows");
      }
    }
  }

  private void checkTask() {
    if (task == Task.REGRESSION) {
      if (target.kind() != Kind.NUMBER) {
        throw badTarget("numbers, for a regression", "texts", "state the task classification");
      }
      return;
    }
    CategoryColumn classes = target.categories();
    int labels = classes.values().size();
    if (labels < 2) {
      throw badTarget("at least two classes", "'" + classes.values().get(0) + "' in every row", "");
    }
    if (hasTooMany(classes)) {
      throw badTarget(
          "few classes with several rows each",
          labels + " classes in " + classes.rows() + " rows",
          target.kind() == Kind.NUMBER
              ? "state the task regression, or another target"
              : "state another target");
    }
  }

  private DataException badTarget(String expected, String found, String remedy) {
    return new DataException(
        Problem.of(ErrorCode.BAD_TARGET)
            .at(table.source() + ":" + target.name())
            .expected(expected)
            .found(found)
            .mend(remedy));
  }

  private void requireValue(Column column) {
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        return;
      }
    }
    throw unusable(column, "at least one value", "none in " + column.rows() + " rows");
  }

  private static boolean hasTooMany(CategoryColumn column) {
    int values = column.values().size();
    return values > MOST_CATEGORIES || values > Math.max(ALWAYS_CATEGORIES, column.rows() / 2);
  }

  private DataException unusable(Column column, String expected, String found) {
    return new DataException(
        Problem.of(ErrorCode.UNUSABLE_COLUMN)
            .at(table.source() + ":" + column.name())
            .expected(expected)
            .found(found)
            .mend("leave the column out"));
  }
}
