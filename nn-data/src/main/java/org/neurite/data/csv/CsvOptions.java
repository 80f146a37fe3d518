package org.neurite.data.csv;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.neurite.data.column.Kind;

/**
 * How a CSV file is to be read.
 *
 * @param delimiter what stands between fields
 * @param kinds stated kinds by column name; the others are inferred
 * @param missing texts that mean a missing value, in lower case (case does not matter in a file);
 *     an empty field is missing in any case
 */
public record CsvOptions(char delimiter, Map<String, Kind> kinds, Set<String> missing) {
  /** Comma, every kind inferred, missing: NA, N/A, NaN, null and a question mark. */
  public static final CsvOptions DEFAULT =
      new CsvOptions(',', Map.of(), Set.of("na", "n/a", "nan", "null", "?"));

  /** Copies the collections. */
  public CsvOptions {
    kinds = Map.copyOf(kinds);
    missing = Set.copyOf(missing);
  }

  /**
   * Another delimiter.
   *
   * @param other for instance a semicolon or a tab
   * @return changed options
   */
  public CsvOptions delimiter(char other) {
    return new CsvOptions(other, kinds, missing);
  }

  /**
   * States kinds. A stated column that a file does not have is no fault.
   *
   * @param stated kinds by column name
   * @return changed options
   */
  public CsvOptions kinds(Map<String, Kind> stated) {
    Map<String, Kind> all = new HashMap<>(kinds);
    all.putAll(stated);
    return new CsvOptions(delimiter, all, missing);
  }

  /**
   * States that a column holds numbers: any text in it is a fault.
   *
   * @param column its name
   * @return changed options
   */
  public CsvOptions number(String column) {
    return kinds(Map.of(column, Kind.NUMBER));
  }

  /**
   * States that a column holds categories, even if they look like numbers.
   *
   * @param column its name
   * @return changed options
   */
  public CsvOptions category(String column) {
    return kinds(Map.of(column, Kind.CATEGORY));
  }

  /**
   * States that a column holds dates or times, as in {@code 2024-02-29} or {@code
   * 2024-02-29T13:45}.
   *
   * @param column its name
   * @return changed options
   */
  public CsvOptions date(String column) {
    return kinds(Map.of(column, Kind.DATE));
  }

  /**
   * One more text that means a missing value.
   *
   * @param text for instance {@code -}
   * @return changed options
   */
  public CsvOptions missing(String text) {
    Set<String> all = new TreeSet<>(missing);
    all.add(text.toLowerCase(Locale.ROOT));
    return new CsvOptions(delimiter, kinds, all);
  }
}
