package org.neurite.data.preprocess;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;

/**
 * A category whose values have an order: one number, from 0 for the first value to 1 for the last
 * in equal steps. A missing or unknown value is taken for the mean of the training rows; where the
 * table has missing values, a second input says so with 1.
 *
 * @param column the column's name
 * @param values the values, in order
 * @param mean mean of the training rows, from 0 to 1
 * @param indicator whether there is an input for missing values
 * @param missingShare how many of the training rows have no value, from 0 to 1
 */
public record OrdinalFeature(
    String column, List<String> values, double mean, boolean indicator, double missingShare)
    implements Feature {
  /** Copies the list and checks that it is not empty. */
  public OrdinalFeature {
    Objects.requireNonNull(column, "column");
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_VALUE).at(column).expected("at least one value").found("none"));
    }
  }

  /** The number for a position. */
  static double number(int position, int values) {
    return values == 1 ? 0 : (double) position / (values - 1);
  }

  @Override
  public Kind kind() {
    return Kind.CATEGORY;
  }

  @Override
  public int width() {
    return indicator ? 2 : 1;
  }

  @Override
  public Encoder encoder(Column column) {
    CategoryColumn categories = column.categories();
    int[] positions = categories.positionsIn(values);
    return (row, out, at) -> {
      int code = categories.code(row);
      int position = code < 0 ? -1 : positions[code];
      out[at] = (float) (position < 0 ? mean : number(position, values.size()));
      if (indicator) {
        out[at + 1] = code < 0 && missingShare > 0 ? 1 : 0;
      }
    };
  }

  @Override
  public String describe(DoubleFunction<String> figures) {
    return "ordinal: " + String.join(" < ", values);
  }
}
