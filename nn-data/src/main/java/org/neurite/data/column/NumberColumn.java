package org.neurite.data.column;

import java.util.Arrays;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/** A column of numbers. */
public final class NumberColumn implements Column {
  private final String name;
  private final double[] values;

  private NumberColumn(String name, double[] values) {
    this.name = name;
    this.values = values;
  }

  /**
   * A column of numbers.
   *
   * @param name what the header calls it
   * @param values one per row, NaN where it is missing; copied
   * @return the column
   * @throws DataException with {@code NN-1703} if a value is infinite
   */
  public static NumberColumn of(String name, double... values) {
    for (int row = 0; row < values.length; row++) {
      if (Double.isInfinite(values[row])) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(name + ":" + row)
                .expected("a finite number")
                .found(Double.toString(values[row])));
      }
    }
    return new NumberColumn(name, values.clone());
  }

  /**
   * One value.
   *
   * @param row from 0
   * @return the number, or NaN if it is missing
   */
  public double value(int row) {
    return values[row];
  }

  /**
   * The numbers that are there.
   *
   * @return a new array without the missing ones, in ascending order
   */
  public double[] sorted() {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public CategoryColumn categories() {
    double[] distinct = Arrays.stream(sorted()).map(v -> v + 0.0).distinct().toArray();
    int[] codes = new int[values.length];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = isMissing(row) ? -1 : Arrays.binarySearch(distinct, values[row] + 0.0);
    }
    return new CategoryColumn(
        name, Arrays.stream(distinct).mapToObj(NumberColumn::text).toList(), codes);
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Name and number of rows. */
  @Override
  public String toString() {
    return name + ": " + values.length + " numbers";
  }
}
