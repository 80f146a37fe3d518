package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Dataset;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.DateColumn;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

/**
 * Rows of a table, encoded column by column.
 *
 * @param features the columns that the network reads, in its order
 * @param target the column that it learns
 * @param ignored columns of the training table that were left out; a table may have them or not
 */
public record TablePreprocessing(List<Feature> features, Target target, List<String> ignored)
    implements Preprocessing {

  /** Copies the lists. */
  public TablePreprocessing {
    features = List.copyOf(features);
    Objects.requireNonNull(target, "target");
    ignored = List.copyOf(ignored);
  }

  @Override
  public Shape inputShape() {
    return Shape.of(width());
  }

  private int width() {
    return features.stream().mapToInt(Feature::width).sum();
  }

  /**
   * How the columns of a file are to be read.
   *
   * @return kinds by column name, the target's among them
   */
  public Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new HashMap<>();
    features.forEach(feature -> kinds.put(feature.column(), feature.kind()));
    kinds.put(target.column(), target.kind());
    ignored.forEach(name -> kinds.put(name, Kind.CATEGORY));
    return kinds;
  }

  /**
   * Encodes rows.
   *
   * @param columns all columns of a table, in any order, with the target or without
   * @param rows which rows
   * @return row-major inputs, {@code rows.length} times the elements of {@link #inputShape()}
   * @throws DataException with {@code NN-1704} if a column is missing, or one is there that was not
   *     there in training
   */
  public float[] inputs(List<Column> columns, int[] rows) {
    Map<String, Column> byName = new HashMap<>();
    columns.forEach(column -> byName.put(column.name(), column));
    requireColumns(byName.keySet());
    int width = width();
    float[] inputs = new float[size(rows.length, width)];
    int offset = 0;
    for (Feature feature : features) {
      Feature.Encoder encoder = feature.encoder(byName.get(feature.column()));
      for (int i = 0; i < rows.length; i++) {
        encoder.encode(rows[i], inputs, i * width + offset);
      }
      offset += feature.width();
    }
    return inputs;
  }

  private static int size(int rows, int width) {
    long size = (long) rows * width;
    if (size > Integer.MAX_VALUE - 8) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .expected("at most 2^31 encoded numbers")
              .found(rows + " rows of " + width + " inputs")
              .mend("leave out categories with many values"));
    }
    return (int) size;
  }

  /**
   * Encodes one row.
   *
   * @param row by column name a {@link Number} for a column of numbers, any other object's text for
   *     a category or, as in ISO 8601, for a date; NaN or an empty text for a missing value
   * @return the network's input
   * @throws DataException with {@code NN-1704} as {@link #inputs}
   */
  public float[] input(Map<String, ?> row) {
    Map<String, Kind> kinds = kinds();
    List<Column> columns = new ArrayList<>();
    row.forEach(
        (name, value) -> columns.add(column(name, value, kinds.getOrDefault(name, Kind.CATEGORY))));
    return inputs(columns, new int[] {0});
  }

  /**
   * One value as a column of one row.
   *
   * @param name the column's name
   * @param value a {@link Number}, or any other object's text; NaN or an empty text if it is
   *     missing
   * @param kind what the model's column is
   * @return the column
   */
  public static Column column(String name, Object value, Kind kind) {
    if (value instanceof Number number) {
      return NumberColumn.of(name, number.doubleValue());
    }
    List<String> text = List.of(value.toString());
    return kind == Kind.DATE ? DateColumn.of(name, text) : CategoryColumn.of(name, text);
  }

  /**
   * Encodes rows with their targets.
   *
   * @param columns all columns of a table, in any order
   * @param rows which rows, none without target
   * @return the encoded rows
   * @throws DataException with {@code NN-1704} as {@link #inputs}, or {@code NN-1703} if a label is
   *     unknown
   */
  public Dataset dataset(List<Column> columns, int[] rows) {
    Column targets =
        columns.stream()
            .filter(column -> column.name().equals(target.column()))
            .findFirst()
            .orElseThrow(() -> mismatch("the target '" + target.column() + "'", "no such column"));
    NDArray inputs = NDArray.of(inputs(columns, rows), rows.length, width());
    return new ArrayDataset(inputs, target.encode(targets, rows));
  }

  private void requireColumns(Set<String> present) {
    Set<String> absent = new TreeSet<>(features.stream().map(Feature::column).toList());
    absent.removeAll(present);
    if (!absent.isEmpty()) {
      throw mismatch("the columns " + expectedColumns(), "no " + String.join(", ", absent));
    }
    Set<String> extra = new TreeSet<>(present);
    extra.removeAll(kinds().keySet());
    if (!extra.isEmpty()) {
      throw mismatch(
          "the columns " + expectedColumns() + " and no others",
          "also " + String.join(", ", extra));
    }
  }

  private String expectedColumns() {
    return String.join(", ", features.stream().map(Feature::column).toList());
  }

  private static DataException mismatch(String expected, String found) {
    return new DataException(
        Problem.of(ErrorCode.COLUMN_MISMATCH)
            .expected(expected)
            .found(found)
            .mend("give the data the columns of the training data"));
  }

  /**
   * All rows of a table.
   *
   * @param count how many it has
   * @return their numbers
   */
  public static int[] allRows(int count) {
    return IntStream.range(0, count).toArray();
  }
}
