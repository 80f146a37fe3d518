package org.neurite.data.csv;

import java.util.List;
import java.util.Map;
import org.neurite.api.component.DataSource;
import org.neurite.data.column.Kind;
import org.neurite.data.column.KnownKinds;

/** The rows of a {@link DataSource}; they are numbered from 1. */
final class SourceCursor implements RowCursor {
  private final DataSource.Rows rows;
  private final List<String> columns;
  private final CsvRow row = new CsvRow();
  private long number;

  private SourceCursor(DataSource.Rows rows) {
    this.rows = rows;
    this.columns = List.copyOf(rows.columns());
  }

  static Source of(DataSource source) {
    return new Source() {
      @Override
      public String name() {
        return source.toString();
      }

      @Override
      public RowCursor open() {
        return new SourceCursor(source.open());
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

  @Override
  public boolean next() {
    if (!rows.next()) {
      return false;
    }
    row.set(++number, columns.size(), rows::value);
    return true;
  }

  @Override
  public CsvRow row() {
    return row;
  }

  @Override
  public void close() {
    rows.close();
  }
}
