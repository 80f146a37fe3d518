package org.neurite.data.csv;

import org.neurite.api.component.DataSource;
import org.neurite.data.Table;

/**
 * Reads tables from {@link DataSource}s, whose values are understood as those of a CSV file.
 *
 * <pre>{@code
 * DataSource source = codec.parse(DataSource.class, "{\"type\": \"acme:sensor\", \"port\": 4}");
 * TabularData data = DataSources.read(source).target("temperature");
 * }</pre>
 */
public final class DataSources {
  private DataSources() {}

  /**
   * Reads all rows and infers what the columns are.
   *
   * @param source where rows come from
   * @return its columns
   * @throws org.neurite.api.DataException with {@code NN-1702} if two columns have one name, {@code
   *     NN-1703} if a value does not fit its column, {@code NN-1706} if there is no row
   * @throws org.neurite.api.ComponentException with {@code NN-1214} if it is a plugin that fails
   */
  public static Table read(DataSource source) {
    return read(source, CsvOptions.DEFAULT);
  }

  /**
   * Reads all rows as stated.
   *
   * @param source where rows come from
   * @param options kinds of columns, texts for missing values
   * @return its columns
   * @throws org.neurite.api.DataException as {@link #read(DataSource)}
   */
  public static Table read(DataSource source, CsvOptions options) {
    return TableReader.readAll(SourceCursor.of(source), options);
  }

  /**
   * Opens a source to be read piece by piece, however many rows it has, and infers what the columns
   * are from the first ones.
   *
   * @param source where rows come from
   * @return its columns
   * @throws org.neurite.api.DataException as {@link #read(DataSource)}, for the rows that come
   *     first
   */
  public static TableStream stream(DataSource source) {
    return stream(source, CsvOptions.DEFAULT);
  }

  /**
   * Opens a source to be read piece by piece as stated, however many rows it has.
   *
   * @param source where rows come from
   * @param options kinds of columns, texts for missing values
   * @return its columns
   * @throws org.neurite.api.DataException as {@link #read(DataSource)}, for the rows that come
   *     first
   */
  public static TableStream stream(DataSource source, CsvOptions options) {
    return TableStream.open(SourceCursor.of(source), options);
  }
}
