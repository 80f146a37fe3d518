package org.neurite.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;
import org.neurite.core.train.Dataset;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.preprocess.TableFitter;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

/** A table that says what is to be learnt from what. Immutable. */
public final class TabularData {
  /** The seed of {@link #split(double)}. */
  public static final long DEFAULT_SEED = 42;

  private final Table table;
  private final Column target;
  private final Task task;
  private final List<Column> features;
  private final Map<String, Encoding> encodings;

  TabularData(Table table, Column target, Task task, Map<String, Encoding> encodings) {
    this.table = table;
    this.target = target;
    this.task = task;
    this.features = table.columns().stream().filter(column -> column != target).toList();
    this.encodings = Map.copyOf(encodings);
    new Usability(table, target, task).check(features);
  }

  /**
   * What was read.
   *
   * @return the table
   */
  public Table table() {
    return table;
  }

  /**
   * What is to be learnt.
   *
   * @return stated or inferred
   */
  public Task task() {
    return task;
  }

  /**
   * Chooses how a column is encoded. Without a choice numbers are standardised, categories one-hot
   * and dates taken apart.
   *
   * @param column a feature's name
   * @param encoding how it becomes inputs
   * @return changed data
   * @throws DataException with {@code NN-1704} if there is no such feature, or it is of another
   *     kind than the encoding wants
   */
  public TabularData encode(String column, Encoding encoding) {
    Encodings.require(table.source(), features, column, encoding);
    Map<String, Encoding> chosen = new HashMap<>(encodings);
    chosen.put(column, encoding);
    return new TabularData(table, target, task, chosen);
  }

  /**
   * How many rows there are.
   *
   * @return at least 1
   */
  public int rows() {
    return table.rows();
  }

  /**
   * All columns, with what they are for.
   *
   * @return the schema
   */
  public Schema schema() {
    return Schema.of(table, target, task);
  }

  /**
   * Dimensions of one encoded row: the input of a network.
   *
   * @return for instance {@code [8]}; wider than there are columns if some are categories or have
   *     missing values
   */
  public Shape features() {
    return fit(new int[0]).inputShape();
  }

  /**
   * How many outputs a network needs.
   *
   * @return 1 for a number, the number of labels for classes
   */
  public int outputs() {
    return task == Task.REGRESSION ? 1 : ClassTarget.of(target).outputs();
  }

  /**
   * Divides the rows at random, with seed {@value #DEFAULT_SEED}.
   *
   * @param trainFraction how many of the rows to train on, above 0 and at most 1
   * @return encoded rows to train on, and to validate on
   * @throws DataException as {@link #split(double, long)}
   */
  public Split split(double trainFraction) {
    return split(trainFraction, DEFAULT_SEED);
  }

  /**
   * Divides the rows at random: shuffled as {@link java.util.Collections#shuffle} does with {@code
   * new Random(seed)}, the last ones are held back. What the encoding needs to know is learnt from
   * the training rows alone.
   *
   * @param trainFraction how many of the rows to train on, above 0 and at most 1
   * @param seed of the random numbers
   * @return encoded rows to train on, and to validate on unless the fraction is 1
   * @throws DataException with {@code NN-1706} if either part would be empty
   */
  public Split split(double trainFraction, long seed) {
    return split(Folds.random(rows(), held(trainFraction), seed));
  }

  private int held(double trainFraction) {
    return Folds.held(table.source(), rows(), trainFraction);
  }

  /**
   * Divides the rows of a classification at random, so that every class keeps its share in both
   * parts. Worth it where classes are rare.
   *
   * @param trainFraction how many of the rows to train on, above 0 and at most 1
   * @param seed of the random numbers
   * @return encoded rows to train on, and to validate on unless the fraction is 1
   * @throws DataException with {@code NN-1706} if either part would be empty, {@code NN-1705} if
   *     the target is a number
   */
  public Split stratifiedSplit(double trainFraction, long seed) {
    return split(Folds.stratified(classes(), held(trainFraction), seed));
  }

  private Column classes() {
    if (task == Task.REGRESSION) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_TARGET)
              .at(table.source() + ":" + target.name())
              .expected("classes, whose shares are kept in a stratified division")
              .found("numbers to be learnt as such")
              .mend("divide at random, by group or by time, or learn it as a classification"));
    }
    return target;
  }

  /**
   * Divides the rows at random by groups, each of which stays whole: a patient's samples, a
   * customer's orders. Where they stood in both parts, validation would judge how well the network
   * knows these again.
   *
   * @param groups rows with equal values belong together; a column of the same rows, usually one
   *     that is left out of what is learnt from
   * @param trainFraction about how many of the rows to train on, above 0 and at most 1
   * @param seed of the random numbers
   * @return encoded rows to train on, and to validate on
   * @throws DataException with {@code NN-1706} if either part would be empty, {@code NN-1704} if
   *     the column has another number of rows
   */
  public Split groupedSplit(Column groups, double trainFraction, long seed) {
    requireRows(groups);
    int held = held(trainFraction);
    return split(
        Folds.grouped(groups, held, seed), held > 0, "there is one group", "give more groups");
  }

  /**
   * Divides the rows by time: the last ones are held back, and with them all of the time at which
   * they begin, so that no time stands in both parts.
   *
   * @param times dates, numbers, or texts that sort by time; a column of the same rows
   * @param trainFraction how many of the rows to train on, above 0 and at most 1
   * @return encoded rows to train on, and to validate on unless the fraction is 1
   * @throws DataException with {@code NN-1706} if either part would be empty, {@code NN-1703} if a
   *     time is missing, {@code NN-1704} if the column has another number of rows
   */
  public Split timeSplit(Column times, double trainFraction) {
    requireRows(times);
    int held = held(trainFraction);
    return splitByTime(Folds.ordered(times, held), held > 0);
  }

  /**
   * Divides the rows several times over, so that each is held back once.
   *
   * @param folds how many times, at least 2
   * @param seed of the random numbers
   * @return as many divisions, each with a preprocessing of its own
   * @throws DataException with {@code NN-1706} if there are fewer rows than folds
   */
  public List<Split> folds(int folds, long seed) {
    return splits(Folds.random(rows(), table.source(), folds, seed));
  }

  /**
   * Divides the rows of a classification several times over, so that each is held back once and
   * every class keeps its share.
   *
   * @param folds how many times, at least 2
   * @param seed of the random numbers
   * @return as many divisions
   * @throws DataException as {@link #folds} and {@link #stratifiedSplit}
   */
  public List<Split> stratifiedFolds(int folds, long seed) {
    return splits(Folds.stratified(classes(), table.source(), folds, seed));
  }

  /**
   * Divides the rows several times over, so that each is held back once and groups stay whole.
   *
   * @param groups as in {@link #groupedSplit}
   * @param folds how many times, at least 2
   * @param seed of the random numbers
   * @return as many divisions
   * @throws DataException with {@code NN-1706} if there are fewer groups than folds, {@code
   *     NN-1704} if the column has another number of rows
   */
  public List<Split> groupedFolds(Column groups, int folds, long seed) {
    requireRows(groups);
    return splits(Folds.grouped(groups, table.source(), folds, seed));
  }

  /**
   * Divides the rows by time several times over: each fold trains on all that comes before what it
   * holds back, and rows of equal time stay together.
   *
   * @param times as in {@link #timeSplit}
   * @param folds how many times, at least 2
   * @return as many divisions, with more and more rows to train on
   * @throws DataException as {@link #timeSplit}
   */
  public List<Split> timeFolds(Column times, int folds) {
    requireRows(times);
    return Folds.ordered(times, table.source(), folds).stream()
        .map(part -> splitByTime(part, true))
        .toList();
  }

  private Split splitByTime(Folds.Part part, boolean isValidated) {
    return split(
        part,
        isValidated,
        "rows of equal time stay together",
        "choose another part or fewer folds, or a finer time");
  }

  /** Neither part may be empty that was asked for. */
  private Split split(Folds.Part part, boolean isValidated, String reason, String remedy) {
    if (part.train().isEmpty() || (isValidated && part.validation().isEmpty())) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(table.source())
              .expected("rows to train on and rows to validate on")
              .found(
                  "%d and %d rows: %s"
                      .formatted(part.train().size(), part.validation().size(), reason))
              .mend(remedy));
    }
    return split(part);
  }

  private void requireRows(Column column) {
    if (column.rows() != rows()) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(table.source() + ":" + column.name())
              .expected(rows() + " rows, as many as the table has")
              .found(column.rows() + " rows")
              .mend("take the column from the same table"));
    }
  }

  private List<Split> splits(List<Folds.Part> parts) {
    return parts.stream().map(this::split).toList();
  }

  private Split split(Folds.Part part) {
    TablePreprocessing preprocessing = fit(part.trainRows());
    return new Split(
        encode(preprocessing, part.trainRows()),
        part.validation().isEmpty()
            ? Optional.empty()
            : Optional.of(encode(preprocessing, part.validationRows())),
        preprocessing);
  }

  private TablePreprocessing fit(int[] rows) {
    TableFitter fitter = fitter();
    fitter.add(table.columns(), rows);
    return fitter.fit();
  }

  /**
   * Learns the preprocessing of these columns, from whatever rows it is given.
   *
   * @return knows nothing yet
   * @throws DataException with {@code NN-1707} if nearly every row has a text of its own in a
   *     column whose encoding wants them to come again
   */
  public TableFitter fitter() {
    new Usability(table, target, task).checkEncoded(features, encodings);
    return new TableFitter(
        Encodings.of(features, encodings), target.name(), target.kind(), task, table.ignored());
  }

  private Dataset encode(TablePreprocessing preprocessing, int[] rows) {
    return preprocessing.dataset(table.columns(), rows);
  }

  /**
   * The column to be learnt.
   *
   * @return one of the table's
   */
  public Column target() {
    return target;
  }

  /** Rows, features and target. */
  @Override
  public String toString() {
    return "%s: %d rows, %d features, target %s (%s)"
        .formatted(
            table.source(),
            rows(),
            features.size(),
            target.name(),
            target.kind() == Kind.NUMBER && task == Task.REGRESSION ? "number" : "classes");
  }
}
