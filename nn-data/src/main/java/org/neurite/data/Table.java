package org.neurite.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.registry.NearNames;
import org.neurite.core.train.Dataset;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

/** Rows of named columns in memory, and where they came from. Immutable. */
public final class Table {
  private final String source;
  private final List<Column> columns;
  private final List<String> ignored;
  private final long[] lines;

  private Table(String source, List<Column> columns, List<String> ignored, long[] lines) {
    this.source = source;
    this.columns = columns;
    this.ignored = ignored;
    this.lines = lines;
  }

  /**
   * A table of columns.
   *
   * @param source where they came from, for messages
   * @param columns at least one, with different names, all with the same number of rows
   * @return the table
   * @throws DataException with {@code NN-1702} if names or numbers of rows do not fit
   */
  public static Table of(String source, List<Column> columns) {
    int rows = columns.isEmpty() ? 0 : columns.get(0).rows();
    return of(source, columns, LongStream.range(0, rows).toArray());
  }

  /**
   * A table of columns read from a text file.
   *
   * @param source the file's name, for messages
   * @param columns at least one, with different names, all with the same number of rows
   * @param lines for each row, the line it began on
   * @return the table
   * @throws DataException with {@code NN-1702} if names or numbers of rows do not fit
   */
  public static Table of(String source, List<Column> columns, long[] lines) {
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (column.rows() != lines.length || !names.add(column.name())) {
        throw new DataException(
            Problem.of(ErrorCode.DATA_MALFORMED)
                .at(source + ":" + column.name())
                .expected("columns with different names and " + lines.length + " rows each")
                .found(column.rows() + " rows, or a name that was there before"));
      }
    }
    if (columns.isEmpty() || lines.length == 0) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(source)
              .expected("at least one column and one row")
              .found(columns.size() + " columns and " + lines.length + " rows"));
    }
    return new Table(source, List.copyOf(columns), List.of(), lines.clone());
  }

  /**
   * Where the rows came from.
   *
   * @return for instance a file's name
   */
  public String source() {
    return source;
  }

  /**
   * How many rows there are.
   *
   * @return at least 1
   */
  public int rows() {
    return lines.length;
  }

  /**
   * The columns, in the order of the source.
   *
   * @return at least one
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Columns that were left out.
   *
   * @return their names
   */
  public List<String> ignored() {
    return ignored;
  }

  /**
   * One column.
   *
   * @param name its name
   * @return the column
   * @throws DataException with {@code NN-1704} if there is none of that name
   */
  public Column column(String name) {
    return find(name, ErrorCode.COLUMN_MISMATCH);
  }

  private Column find(String name, ErrorCode code) {
    for (Column column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw new DataException(
        Problem.of(code)
            .at(source)
            .expected("one of the columns " + String.join(", ", names()))
            .found("'" + name + "'")
            .mend(meant(name, names())));
  }

  /** What to do about a name that is none of these. */
  static String meant(String name, List<String> names) {
    List<String> near = NearNames.of(name, names);
    return near.isEmpty()
        ? "check the spelling, upper and lower case differ"
        : NearNames.advice(near);
  }

  private List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * Leaves columns out: an id, a remark, anything that a network should not read.
   *
   * @param names names of columns
   * @return a table without these
   * @throws DataException with {@code NN-1704} if there is none of that name
   */
  public Table without(String... names) {
    List<Column> rest = new ArrayList<>(columns);
    List<String> gone = new ArrayList<>(ignored);
    for (String name : names) {
      rest.remove(column(name));
      gone.add(name);
    }
    return new Table(source, List.copyOf(rest), List.copyOf(gone), lines);
  }

  /**
   * Says what is to be learnt; all other columns are features. The task is inferred: texts, and
   * whole numbers that run from 0 or 1 to at most 20 without a gap and with at least five rows each
   * on average, are classes; other numbers are a regression's.
   *
   * @param name the target's column
   * @return data to train on
   * @throws DataException with {@code NN-1705} if there is no such column or it is unusable, {@code
   *     NN-1707} if another column cannot be used
   */
  public TabularData target(String name) {
    Column column = find(name, ErrorCode.BAD_TARGET);
    return new TabularData(this, column, TaskInference.of(column), Map.of());
  }

  /**
   * Says what is to be learnt, and how.
   *
   * @param name the target's column
   * @param task a number or classes
   * @return data to train on
   * @throws DataException as {@link #target(String)}
   */
  public TabularData target(String name, Task task) {
    return new TabularData(this, find(name, ErrorCode.BAD_TARGET), task, Map.of());
  }

  /**
   * Encodes all rows, with their targets, as a trained model wants them.
   *
   * @param preprocessing what was learnt from training rows
   * @return the encoded rows
   * @throws DataException with {@code NN-1704} if columns are missing or there are others, {@code
   *     NN-1703} if a target is missing or its label is unknown
   */
  public Dataset dataset(TablePreprocessing preprocessing) {
    requireTargets(preprocessing);
    return located(() -> preprocessing.dataset(columns, TablePreprocessing.allRows(rows())));
  }

  /**
   * Encodes all rows, without targets, as a trained model wants them.
   *
   * @param preprocessing what was learnt from training rows
   * @return row-major inputs
   * @throws DataException with {@code NN-1704} if columns are missing or there are others
   */
  public float[] inputs(TablePreprocessing preprocessing) {
    return inputs(preprocessing, TablePreprocessing.allRows(rows()));
  }

  /**
   * Encodes rows, without targets, as a trained model wants them.
   *
   * @param preprocessing what was learnt from training rows
   * @param rows which rows
   * @return row-major inputs
   * @throws DataException with {@code NN-1704} if columns are missing or there are others
   */
  public float[] inputs(TablePreprocessing preprocessing, int[] rows) {
    return located(() -> preprocessing.inputs(columns, rows));
  }

  /**
   * Encodes the targets of rows.
   *
   * @param preprocessing what was learnt from training rows
   * @param rows which rows
   * @return float32 {@code [rows, 1]} for numbers, int32 {@code [rows]} for class indices
   * @throws DataException with {@code NN-1704} if there is no target column, {@code NN-1703} if any
   *     target of the table is missing or its label is unknown
   */
  public NDArray targets(TablePreprocessing preprocessing, int[] rows) {
    Column target = requireTargets(preprocessing);
    return located(() -> preprocessing.target().encode(target, rows));
  }

  private Column requireTargets(TablePreprocessing preprocessing) {
    Column target = find(preprocessing.target().column(), ErrorCode.COLUMN_MISMATCH);
    requireTargets(target);
    if (preprocessing.target() instanceof ClassTarget classes) {
      requireKnownLabels(target.categories(), classes);
    }
    return target;
  }

  /** Adds this table's source to an error that does not say where. */
  private <T> T located(Supplier<T> action) {
    try {
      return action.get();
    } catch (DataException e) {
      throw e.problem().where().isEmpty() ? new DataException(e.problem().at(source), e) : e;
    }
  }

  /**
   * Checks that every row has a target.
   *
   * @param target one of the columns
   * @throws DataException with {@code NN-1703} if one is missing
   */
  public void requireTargets(Column target) {
    for (int row = 0; row < rows(); row++) {
      if (target.isMissing(row)) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(place(row, target))
                .expected("a value of the target")
                .found("a missing value")
                .mend("leave rows without target out"));
      }
    }
  }

  private void requireKnownLabels(CategoryColumn target, ClassTarget classes) {
    target
        .firstRowOutside(classes.labels())
        .ifPresent(
            row -> {
              throw new DataException(
                  Problem.of(ErrorCode.BAD_VALUE)
                      .at(place(row, target))
                      .expected("one of the labels " + String.join(", ", classes.labels()))
                      .found("'" + target.values().get(target.code(row)) + "'"));
            });
  }

  /**
   * Where a value stands.
   *
   * @param row from 0
   * @param column its column
   * @return {@code source:line:column}
   */
  public String place(int row, Column column) {
    return source + ":" + lines[row] + ":" + column.name();
  }

  /** Source and size. */
  @Override
  public String toString() {
    return source + ": " + rows() + " rows, " + columns.size() + " columns";
  }
}
