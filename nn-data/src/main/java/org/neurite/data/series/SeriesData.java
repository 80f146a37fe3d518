package org.neurite.data.series;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.Folds;
import org.neurite.data.Split;
import org.neurite.data.Table;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.preprocess.Feature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.SeriesPreprocessing;
import org.neurite.data.preprocess.TableFitter;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

/**
 * A table whose rows follow each other in time: windows of them, and for each window a number that
 * comes later. The target's own past is among what the network reads. Immutable.
 *
 * <pre>{@code
 * SeriesData sunspots = SeriesData.of(table.without("year"), "sunspots", 11);
 * Split split = sunspots.split(0.8);                    // inputs [11, 1], targets one year later
 * }</pre>
 */
public final class SeriesData {
  private final Table table;
  private final NumberColumn target;
  private final int window;
  private final int horizon;
  private final Map<String, Encoding> encodings;

  private SeriesData(
      Table table, NumberColumn target, int window, int horizon, Map<String, Encoding> encodings) {
    this.table = table;
    this.target = target;
    this.window = window;
    this.horizon = horizon;
    this.encodings = encodings;
  }

  /**
   * Windows of a table, with the target in the row after each.
   *
   * @param table rows in the order of time; all its columns are read
   * @param target what is to be forecast, a column of numbers without gaps
   * @param window how many rows the network reads, at least 1
   * @return the windows
   * @throws DataException with {@code NN-1704} if there is no such column, {@code NN-1705} if it is
   *     not numbers, {@code NN-1703} if one is missing, {@code NN-1706} if there are too few rows
   */
  public static SeriesData of(Table table, String target, int window) {
    Column column = table.column(target);
    if (!(column instanceof NumberColumn numbers)) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_TARGET)
              .at(table.source() + ":" + target)
              .expected("numbers")
              .found(column.kind().toString()));
    }
    table.requireTargets(numbers);
    Map<String, Encoding> encodings = new LinkedHashMap<>();
    table.columns().forEach(c -> encodings.put(c.name(), Encoding.standard(c.kind())));
    return checked(new SeriesData(table, numbers, window, 1, encodings));
  }

  private static SeriesData checked(SeriesData data) {
    if (data.window < 1 || data.horizon < 1 || data.windows() < 2) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(data.table.source())
              .expected(
                  "at least two windows of "
                      + data.window
                      + " rows, and "
                      + data.horizon
                      + " rows after each, both at least 1")
              .found(data.table.rows() + " rows"));
    }
    return data;
  }

  /**
   * Forecasts further.
   *
   * @param rows how many rows after a window's last one the target stands; 1 is the next
   * @return changed data
   * @throws DataException with {@code NN-1706} if there are too few rows
   */
  public SeriesData horizon(int rows) {
    return checked(new SeriesData(table, target, window, rows, encodings));
  }

  /**
   * Chooses how a column is encoded.
   *
   * @param column its name
   * @param encoding how it becomes inputs
   * @return changed data
   * @throws DataException with {@code NN-1704} if there is no such column, or it is of another kind
   */
  public SeriesData encode(String column, Encoding encoding) {
    if (table.column(column).kind() != encoding.kind()) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(table.source() + ":" + column)
              .expected(encoding.kind() + " for this encoding")
              .found(table.column(column).kind().toString()));
    }
    Map<String, Encoding> changed = new LinkedHashMap<>(encodings);
    changed.put(column, encoding);
    return new SeriesData(table, target, window, horizon, changed);
  }

  /**
   * How many windows there are.
   *
   * @return at least 2
   */
  public int windows() {
    return table.rows() - window - horizon + 1;
  }

  /**
   * Divides the windows in time: those whose target comes last are held back. Scales are learnt
   * from the rows before the first target that is held back; windows of the held part may reach
   * back into them.
   *
   * @param trainFraction how many of the rows to train on, above 0 and at most 1
   * @return windows to train on, and to validate on unless the fraction is 1
   * @throws DataException with {@code NN-1706} if either part would be empty
   */
  public Split split(double trainFraction) {
    int held = Folds.held(table.source(), table.rows(), trainFraction);
    int known = table.rows() - held;
    int train = known - window - horizon + 1;
    if (train < 1) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(table.source())
              .expected("more than " + (window + horizon - 1) + " rows to train on")
              .found(known + " rows")
              .mend("take shorter windows, or train on a larger part"));
    }
    SeriesPreprocessing preprocessing = fit(known);
    Optional<WindowDataset> validation =
        held == 0
            ? Optional.empty()
            : Optional.of(dataset(table, preprocessing, train, windows() - train));
    return new Split(
        dataset(table, preprocessing, 0, train), validation.map(data -> data), preprocessing);
  }

  private SeriesPreprocessing fit(int rows) {
    Map<String, Encoding> all = new LinkedHashMap<>(encodings);
    TableFitter features = new TableFitter(all, "", Kind.NUMBER, Task.REGRESSION, List.of());
    TableFitter targets =
        new TableFitter(Map.of(), target.name(), Kind.NUMBER, Task.REGRESSION, List.of());
    int[] training = TablePreprocessing.allRows(rows);
    features.add(table.columns(), training);
    targets.add(table.columns(), training);
    return new SeriesPreprocessing(
        features.fit().features(), window, horizon, (NumberTarget) targets.fit().target());
  }

  /**
   * Encodes the windows of a series as a trained model wants them.
   *
   * @param table rows in the order of time
   * @param preprocessing what was learnt from training rows
   * @return all windows with a target
   * @throws DataException with {@code NN-1704} if a column is missing, {@code NN-1706} if there are
   *     too few rows, {@code NN-1703} if a target is missing
   */
  public static WindowDataset dataset(Table table, SeriesPreprocessing preprocessing) {
    int windows = table.rows() - preprocessing.window() - preprocessing.horizon() + 1;
    if (windows < 1) {
      throw tooShort(table, preprocessing.window() + preprocessing.horizon());
    }
    table.requireTargets(table.column(preprocessing.target().column()));
    return dataset(table, preprocessing, 0, windows);
  }

  private static WindowDataset dataset(
      Table table, SeriesPreprocessing preprocessing, int first, int windows) {
    int[] rows = TablePreprocessing.allRows(table.rows());
    float[] targets =
        preprocessing
            .target()
            .encode(table.column(preprocessing.target().column()), rows)
            .toFloats();
    return new WindowDataset(
        rows(table, preprocessing, rows), targets, preprocessing, first, windows);
  }

  /**
   * Encodes the newest window, whose target nobody knows yet.
   *
   * @param table rows in the order of time; the last ones are read
   * @param preprocessing what was learnt from training rows
   * @return row-major {@code [window, width]}
   * @throws DataException with {@code NN-1704} if a column is missing, {@code NN-1706} if there are
   *     too few rows
   */
  public static float[] newest(Table table, SeriesPreprocessing preprocessing) {
    int first = table.rows() - preprocessing.window();
    if (first < 0) {
      throw tooShort(table, preprocessing.window());
    }
    return rows(table, preprocessing, IntStream.range(first, table.rows()).toArray());
  }

  private static DataException tooShort(Table table, int rows) {
    return new DataException(
        Problem.of(ErrorCode.TOO_FEW_ROWS)
            .at(table.source())
            .expected("at least " + rows + " rows")
            .found(table.rows() + " rows"));
  }

  private static float[] rows(Table table, SeriesPreprocessing preprocessing, int[] rows) {
    List<Column> columns = new ArrayList<>();
    preprocessing.features().forEach(feature -> columns.add(table.column(feature.column())));
    int width = preprocessing.width();
    float[] encoded = new float[rows.length * width];
    int offset = 0;
    for (int i = 0; i < columns.size(); i++) {
      Feature feature = preprocessing.features().get(i);
      Feature.Encoder encoder = feature.encoder(columns.get(i));
      for (int row = 0; row < rows.length; row++) {
        encoder.encode(rows[row], encoded, row * width + offset);
      }
      offset += feature.width();
    }
    return encoded;
  }

  /** Source, target and windows. */
  @Override
  public String toString() {
    return "%s: %d windows of %d rows, target %s"
        .formatted(table.source(), windows(), window, target.name());
  }
}
