package org.neurite.data.csv;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.neurite.api.component.DataSource;
import org.neurite.core.registry.PluginFaults;
import org.neurite.data.column.Kind;
import org.neurite.data.column.KnownKinds;

/** The rows of a {@link DataSource}; they are numbered from 1. */
final class SourceCursor implements RowCursor {
  private final DataSource.Rows rows;
  private final List<String> columns;
  private final CsvRow row = new CsvRow();
  private final DataSource source;
  private long number;
  private boolean isAtEnd;

  private SourceCursor(DataSource source) {
    this.source = source;
    this.rows = source.open();
    this.columns = List.copyOf(rows.columns());
  }

  private <T> T guarded(Supplier<T> action) {
    return guarded(source, action);
  }

  private static <T> T guarded(DataSource source, Supplier<T> action) {
    return PluginFaults.call(source, "data source", action);
  }

  static Source of(DataSource source) {
    return new Source() {
      @Override
      public String name() {
        return source.toString();
      }

      @Override
      public RowCursor open() {
        return guarded(source, () -> new SourceCursor(source));
      }
    };
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Map<String, Kind> kinds() {
    return rows instanceof KnownKinds known ? known.kinds() : Map.of();
  }

  /** After the end a source is not asked again: some throw then. */
  @Override
  public boolean next() {
    return guarded(
        () -> {
          isAtEnd = isAtEnd || !rows.next();
          if (!isAtEnd) {
            row.set(++number, columns.size(), rows::value);
          }
          return !isAtEnd;
        });
  }

  @Override
  public CsvRow row() {
    return row;
  }

  @Override
  public void close() {
    PluginFaults.run(source, "data source", rows::close);
  }
}
