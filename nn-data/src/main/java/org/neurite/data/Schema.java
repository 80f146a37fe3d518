package org.neurite.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.Task;

/**
 * What the columns of a table are and what they are for.
 *
 * @param columns features and target in the table's order, then what is left out
 */
public record Schema(List<Entry> columns) {
  /** Copies the list. */
  public Schema {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param name its name
   * @param role what it is for
   * @param kind what its values are; a target of classes is a category, also if they are numbers
   * @param values a category's values, sorted; empty for numbers and for what is left out
   * @param missing whether there are missing values
   */
  public record Entry(String name, Role role, Kind kind, List<String> values, boolean missing) {
    /** Copies the list. */
    public Entry {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(kind, "kind");
      values = List.copyOf(values);
    }
  }

  static Schema of(Table table, Column target, Task task) {
    List<Entry> entries = new ArrayList<>();
    for (Column column : table.columns()) {
      boolean isTarget = column == target;
      boolean isCategory =
          column.kind() == Kind.CATEGORY || (isTarget && task == Task.CLASSIFICATION);
      entries.add(
          new Entry(
              column.name(),
              isTarget ? Role.TARGET : Role.FEATURE,
              isCategory ? Kind.CATEGORY : column.kind(),
              isCategory ? column.categories().values() : List.of(),
              column.hasMissing()));
    }
    for (String name : table.ignored()) {
      entries.add(new Entry(name, Role.IGNORED, Kind.CATEGORY, List.of(), false));
    }
    return new Schema(entries);
  }
}
