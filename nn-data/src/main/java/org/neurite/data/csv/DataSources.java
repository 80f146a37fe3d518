package org.neurite.data.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurite.api.component.DataSource;
import org.neurite.core.registry.PluginFaults;
import org.neurite.data.Table;
import org.neurite.data.column.Kind;

/**
 * Reads tables from {@link DataSource}s, whose values are understood as those of a CSV file.
 *
 * <pre>{@code
 * DataSource source = codec.parse(DataSource.class, "{\"type\": \"acme:sensor\", \"port\": 4}");
 * TabularData data = DataSources.read(source).target("temperature");
 * }</pre>
 */
public final class DataSources {
  private final DataSource source;
  private final CsvRow row = new CsvRow();

  private DataSources(DataSource source) {
    this.source = source;
  }

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
    DataSources rows = new DataSources(source);
    List<ColumnReader> columns = rows.pass(options);
    Map<String, Kind> revised = ColumnReader.revisions(columns);
    if (!revised.isEmpty()) {
      columns = rows.pass(options.kinds(revised));
    }
    return Table.of(source.toString(), columns.stream().map(ColumnReader::column).toList());
  }

  private List<ColumnReader> pass(CsvOptions options) {
    return PluginFaults.call(source, "data source", () -> columns(options));
  }

  private List<ColumnReader> columns(CsvOptions options) {
    List<ColumnReader> columns = new ArrayList<>();
    try (DataSource.Rows rows = source.open()) {
      for (String name : rows.columns()) {
        columns.add(new ColumnReader(source.toString(), name, columns.size(), options));
      }
      for (long number = 1; rows.next(); number++) {
        row.handleBegin(number);
        for (int i = 0; i < columns.size(); i++) {
          char[] text = rows.value(i).toCharArray();
          row.handleField(i, text, 0, text.length, false);
        }
        columns.forEach(column -> column.add(row));
      }
    }
    return columns;
  }
}
