package org.neurite.data.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurite.data.Table;
import org.neurite.data.column.Kind;

/** Gathers rows into columns: all of them, or a number of them at a time. */
final class TableReader {
  private final String source;
  private final RowCursor rows;
  private final List<ColumnReader> columns = new ArrayList<>();
  private long[] lines = new long[64];
  private int size;

  private TableReader(String source, RowCursor rows, CsvOptions options, Set<String> ignored) {
    this.source = source;
    this.rows = rows;
    Map<String, Kind> kinds = new HashMap<>(rows.kinds());
    kinds.putAll(options.kinds());
    CsvOptions known = options.kinds(kinds);
    CsvOptions asTheyStand = new CsvOptions(known.delimiter(), kinds, Set.of());
    boolean isStated = !options.missing().equals(CsvOptions.DEFAULT.missing());
    List<String> names = rows.columns();
    for (int field = 0; field < names.size(); field++) {
      String name = names.get(field);
      // a source that knows its texts has a word for what is missing: there NA is a text
      boolean isText = rows.kinds().get(name) == Kind.CATEGORY && kinds.get(name) == Kind.CATEGORY;
      if (!ignored.contains(name)) {
        columns.add(
            new ColumnReader(source, name, field, isText && !isStated ? asTheyStand : known));
      }
    }
  }

  /** A reader of the rows that come next. */
  static TableReader of(String source, RowCursor rows, CsvOptions options, Set<String> ignored) {
    return new TableReader(source, rows, options, ignored);
  }

  /** Reads all rows: once, or twice if a column's kind was guessed wrong. */
  static Table readAll(RowCursor.Source source, CsvOptions options) {
    TableReader reader = pass(source, options);
    Map<String, Kind> revised = ColumnReader.revisions(reader.columns);
    return (revised.isEmpty() ? reader : pass(source, options.kinds(revised))).table();
  }

  private static TableReader pass(RowCursor.Source source, CsvOptions options) {
    try (RowCursor rows = source.open()) {
      TableReader reader = of(source.name(), rows, options, Set.of());
      reader.read(Integer.MAX_VALUE);
      return reader;
    }
  }

  /** Reads up to so many rows and returns how many came. */
  int read(int most) {
    while (size < most && rows.next()) {
      add(rows.row());
    }
    return size;
  }

  private void add(CsvRow row) {
    for (ColumnReader column : columns) {
      column.add(row);
    }
    if (size == lines.length) {
      lines = Arrays.copyOf(lines, 2 * size);
    }
    lines[size++] = row.line();
  }

  /** What the columns are, as far as the rows show. */
  Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new HashMap<>();
    columns.forEach(column -> kinds.put(column.name(), column.kind()));
    kinds.putAll(ColumnReader.revisions(columns));
    return kinds;
  }

  /** Whether no column turned out to be of another kind than it seemed. */
  boolean isSettled() {
    return ColumnReader.revisions(columns).isEmpty();
  }

  Table table() {
    return Table.of(
        source, columns.stream().map(ColumnReader::column).toList(), Arrays.copyOf(lines, size));
  }
}
