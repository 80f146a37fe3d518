package org.neurite.data.column;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/** A column of dates or times, to the second, as a clock on the wall shows them. */
public final class DateColumn implements Column {
  private final String name;
  private final double[] seconds;

  /** The seconds are this column's own. */
  private DateColumn(String name, double[] seconds) {
    this.name = name;
    this.seconds = seconds;
  }

  /**
   * A column of dates.
   *
   * @param name what the header calls it
   * @param texts one per row as in ISO 8601, blank where it is missing: {@code 2024-02}, {@code
   *     2024-02-29}, {@code 2024-02-29T13:45:00} with a blank for the T if you like, {@code
   *     2024-02-29T13:45:00+01:00}, which becomes UTC
   * @return the column
   * @throws DataException with {@code NN-1703} if a text is none
   */
  public static DateColumn of(String name, List<String> texts) {
    double[] seconds = new double[texts.size()];
    for (int row = 0; row < seconds.length; row++) {
      String text = texts.get(row);
      seconds[row] = text.isBlank() ? Double.NaN : Dates.parse(text);
      if (Double.isNaN(seconds[row]) && !text.isBlank()) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(name + ":" + row)
                .expected(Dates.EXPECTED)
                .found("'" + text + "'"));
      }
    }
    return new DateColumn(name, seconds);
  }

  /**
   * A column of seconds.
   *
   * @param name what the header calls it
   * @param seconds one per row, whole seconds since 1970-01-01T00:00, NaN where it is missing;
   *     copied
   * @return the column
   */
  public static DateColumn ofSeconds(String name, double... seconds) {
    return new DateColumn(name, seconds.clone());
  }

  /**
   * Seconds since 1970-01-01T00:00.
   *
   * @param row from 0
   * @return a whole number, or NaN if it is missing
   */
  public double seconds(int row) {
    return seconds[row];
  }

  /**
   * One date.
   *
   * @param row from 0, not a missing one
   * @return date and time
   */
  public LocalDateTime time(int row) {
    return LocalDateTime.ofEpochSecond((long) seconds[row], 0, ZoneOffset.UTC);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kind kind() {
    return Kind.DATE;
  }

  @Override
  public int rows() {
    return seconds.length;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(seconds[row]);
  }

  @Override
  public CategoryColumn categories() {
    String[] texts = new String[seconds.length];
    Arrays.setAll(texts, row -> isMissing(row) ? "" : time(row).toString());
    return CategoryColumn.of(name, List.of(texts));
  }

  /** Name and number of rows. */
  @Override
  public String toString() {
    return name + ": " + seconds.length + " dates";
  }
}
