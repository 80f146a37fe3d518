package org.neurite.data.preprocess;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;

/**
 * A category as an index for an embedding layer: one whole number, 1 for the first value and so on,
 * and 0 for one that is missing or that no training row has. An embedding needs {@link #entries()}
 * rows.
 *
 * @param column the column's name
 * @param values the values of the training rows, sorted
 */
public record IndexFeature(String column, List<String> values) implements Feature {
  /** Copies the list. */
  public IndexFeature {
    Objects.requireNonNull(column, "column");
    values = List.copyOf(values);
  }

  /**
   * How many different indices there are.
   *
   * @return one more than there are values
   */
  public int entries() {
    return values.size() + 1;
  }

  @Override
  public Kind kind() {
    return Kind.CATEGORY;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public Encoder encoder(Column column) {
    CategoryColumn categories = column.categories();
    int[] positions = categories.positionsIn(values);
    return (row, out, at) -> {
      int code = categories.code(row);
      out[at] = code < 0 ? 0 : positions[code] + 1;
    };
  }

  @Override
  public String describe(DoubleFunction<String> figures) {
    return "embedding index, 0 to " + values.size();
  }
}
