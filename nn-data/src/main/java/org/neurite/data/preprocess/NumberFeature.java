package org.neurite.data.preprocess;

import java.util.Objects;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

/**
 * A number, standardised: {@code (x - mean) / deviation}. A missing one is taken for the median,
 * which a few huge values do not move; where the table has missing values, a second input says so
 * with 1, and the network learns what that means. A column that is constant in the training rows
 * tells nothing and gives 0, whatever stands there later.
 *
 * @param column the column's name
 * @param mean mean of the training rows
 * @param deviation population standard deviation of the training rows; 0 for a constant
 * @param median median of the training rows
 * @param indicator whether there is an input for missing values
 * @param missingShare how many of the training rows have no value, from 0 to 1; if none, the
 *     indicator stays 0, since its weights were never trained
 */
public record NumberFeature(
    String column,
    double mean,
    double deviation,
    double median,
    boolean indicator,
    double missingShare)
    implements Feature {

  /** Checks that nothing is null. */
  public NumberFeature {
    Objects.requireNonNull(column, "column");
  }

  /**
   * Learns from training rows.
   *
   * @param column the column
   * @param rows which rows are for training
   * @return what was learnt
   */
  public static NumberFeature fit(NumberColumn column, int[] rows) {
    Moments moments = Moments.of(column, rows);
    return new NumberFeature(
        column.name(),
        moments.mean(),
        moments.deviation(),
        moments.median(),
        column.hasMissing(),
        moments.missingShare());
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public int width() {
    return indicator ? 2 : 1;
  }

  @Override
  public Encoder encoder(Column values) {
    if (!(values instanceof NumberColumn numbers)) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(column)
              .expected("a column of numbers, as in training")
              .found("categories"));
    }
    return (row, out, at) -> encode(numbers.value(row), out, at);
  }

  private void encode(double value, float[] out, int at) {
    boolean missing = Double.isNaN(value);
    double known = missing ? median : value;
    out[at] = deviation == 0 ? 0 : (float) ((known - mean) / deviation);
    if (indicator) {
      out[at + 1] = missing && missingShare > 0 ? 1 : 0;
    }
  }
}
