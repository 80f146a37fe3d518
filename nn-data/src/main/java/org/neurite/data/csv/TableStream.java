package org.neurite.data.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.Table;
import org.neurite.data.column.Kind;

/**
 * A table that is read piece by piece, as often as one likes, so that it may be larger than memory.
 * What its columns are is stated, known to the source, or inferred from the first {@value #HEAD}
 * rows; a later value that does not fit is a fault. Immutable.
 */
public final class TableStream {
  /** How many rows show what the columns are. */
  public static final int HEAD = 10_000;

  private final RowCursor.Source source;
  private final CsvOptions options;
  private final Map<String, Kind> kinds;
  private final List<String> ignored;
  private final Table head;

  private TableStream(
      RowCursor.Source source,
      CsvOptions options,
      Map<String, Kind> kinds,
      List<String> ignored,
      Table head) {
    this.source = source;
    this.options = options;
    this.kinds = kinds;
    this.ignored = ignored;
    this.head = head;
  }

  static TableStream open(RowCursor.Source source, CsvOptions options) {
    TableReader guessed = head(source, options);
    CsvOptions known = options.kinds(guessed.kinds());
    Table head = head(source, known).table();
    Map<String, Kind> kinds = new LinkedHashMap<>();
    head.columns().forEach(column -> kinds.put(column.name(), known.kinds().get(column.name())));
    return new TableStream(source, known, kinds, List.of(), head);
  }

  private static TableReader head(RowCursor.Source source, CsvOptions options) {
    try (RowCursor rows = source.open()) {
      TableReader reader = TableReader.of(source.name(), rows, options, Set.of());
      reader.read(HEAD);
      return reader;
    }
  }

  /**
   * Where the rows come from.
   *
   * @return for instance a file's name
   */
  public String source() {
    return source.name();
  }

  /**
   * What the columns are, in the order of the source.
   *
   * @return kinds by name, at least one
   */
  public Map<String, Kind> kinds() {
    return Map.copyOf(kinds);
  }

  /**
   * Columns that are left out.
   *
   * @return their names
   */
  public List<String> ignored() {
    return ignored;
  }

  /**
   * The rows that come first.
   *
   * @return at most {@value #HEAD} of them
   */
  public Table head() {
    return head;
  }

  /**
   * Leaves columns out: an id, a remark, anything that a network should not read.
   *
   * @param names names of columns
   * @return a stream without these
   * @throws DataException with {@code NN-1704} if there is none of that name
   */
  public TableStream without(String... names) {
    Table rest = head.without(names);
    Map<String, Kind> kept = new LinkedHashMap<>(kinds);
    List<String> gone = new ArrayList<>(ignored);
    for (String name : names) {
      kept.remove(name);
      gone.add(name);
    }
    return new TableStream(source, options, kept, List.copyOf(gone), rest);
  }

  /**
   * Starts one pass over all rows.
   *
   * @param rows how many to read at a time, at least 1
   * @return the rows, which the caller closes
   * @throws DataException if they cannot be read, or {@code NN-1704} if the columns are others than
   *     when the stream was opened
   */
  public Pieces pieces(int rows) {
    RowCursor cursor = source.open();
    try {
      Set<String> expected = new HashSet<>(kinds.keySet());
      expected.addAll(ignored);
      if (!expected.equals(Set.copyOf(cursor.columns()))) {
        throw new DataException(
            Problem.of(ErrorCode.COLUMN_MISMATCH)
                .at(source.name())
                .expected("the columns that were there when it was opened: " + expected)
                .found(cursor.columns().toString())
                .mend("leave the data alone while they are read"));
      }
    } catch (RuntimeException e) {
      cursor.close();
      throw e;
    }
    return new Pieces(cursor, rows);
  }

  /** One pass. Used by one thread. */
  public final class Pieces implements AutoCloseable {
    private final RowCursor cursor;
    private final int rows;

    private Pieces(RowCursor cursor, int rows) {
      this.cursor = cursor;
      this.rows = rows;
    }

    /**
     * The next rows.
     *
     * @return as many as were asked for, fewer at the end, and empty after it
     * @throws DataException if they cannot be read, or a value does not fit its column
     */
    public Optional<Table> next() {
      TableReader reader = TableReader.of(source.name(), cursor, options, Set.copyOf(ignored));
      return reader.read(rows) == 0 ? Optional.empty() : Optional.of(reader.table());
    }

    /** Frees what the pass holds. */
    @Override
    public void close() {
      cursor.close();
    }
  }

  /** Source and columns. */
  @Override
  public String toString() {
    return source.name() + ": a stream of " + kinds.size() + " columns";
  }
}
