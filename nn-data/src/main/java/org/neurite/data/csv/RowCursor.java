package org.neurite.data.csv;

import java.util.List;
import java.util.Map;
import org.neurite.data.column.Kind;

/** Rows one after the other, wherever they come from. */
interface RowCursor extends AutoCloseable {
  /** Where rows come from and how often one likes. */
  interface Source {
    /** The source's name, for messages. */
    String name();

    /** Starts at the first row. */
    RowCursor open();
  }

  /** Names of the columns. */
  List<String> columns();

  /** Kinds that the source states. */
  Map<String, Kind> kinds();

  /** Goes on to the next row; false at the end. */
  boolean next();

  /** The row, valid until the next one is read. */
  CsvRow row();

  @Override
  void close();
}
