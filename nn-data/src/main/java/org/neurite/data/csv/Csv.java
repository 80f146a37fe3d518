package org.neurite.data.csv;

import java.nio.file.Path;
import org.neurite.data.Table;

/**
 * Reads CSV files: UTF-8, a header with the names of the columns, then one row per line, fields
 * quoted as in RFC 4180 where they must be. Empty lines are skipped, blanks around a value are cut
 * off.
 *
 * <pre>{@code
 * TabularData houses = Csv.read(Path.of("houses.csv")).target("price");
 * }</pre>
 */
public final class Csv {
  private Csv() {}

  /**
   * Reads a comma-separated file and infers what its columns are: numbers where every value is one,
   * else categories.
   *
   * @param file the file
   * @return its columns
   * @throws org.neurite.api.DataException with {@code NN-1701} if the file cannot be read, {@code
   *     NN-1702} if it is malformed, {@code NN-1703} if a value does not fit its column
   */
  public static Table read(Path file) {
    return read(file, CsvOptions.DEFAULT);
  }

  /**
   * Reads a file as stated.
   *
   * @param file the file
   * @param options delimiter, kinds of columns, texts for missing values
   * @return its columns
   * @throws org.neurite.api.DataException as {@link #read(Path)}
   */
  public static Table read(Path file, CsvOptions options) {
    return TableReader.readAll(CsvFile.source(file, options), options);
  }

  /**
   * Opens a comma-separated file to be read piece by piece, however large it is.
   *
   * @param file the file
   * @return its columns
   * @throws org.neurite.api.DataException as {@link #read(Path)}, for the rows that come first
   */
  public static TableStream stream(Path file) {
    return stream(file, CsvOptions.DEFAULT);
  }

  /**
   * Opens a file to be read piece by piece as stated, however large it is.
   *
   * @param file the file
   * @param options delimiter, kinds of columns, texts for missing values
   * @return its columns
   * @throws org.neurite.api.DataException as {@link #read(Path)}, for the rows that come first
   */
  public static TableStream stream(Path file, CsvOptions options) {
    return TableStream.open(CsvFile.source(file, options), options);
  }
}
