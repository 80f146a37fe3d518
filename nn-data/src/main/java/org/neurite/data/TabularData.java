package org.neurite.data;

import java.util.List;
import org.neurite.api.DataException;
import org.neurite.api.tensor.Shape;
import org.neurite.core.train.Dataset;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.Feature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Target;
import org.neurite.data.preprocess.Task;

/** A table that says what is to be learnt from what. Immutable. */
public final class TabularData {
  /** The seed of {@link #split(double)}. */
  public static final long DEFAULT_SEED = 42;

  private final Table table;
  private final Column target;
  private final Task task;
  private final List<Column> features;

  TabularData(Table table, Column target, Task task) {
    this.table = table;
    this.target = target;
    this.task = task;
    this.features = table.columns().stream().filter(column -> column != target).toList();
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
    int[] none = {};
    return Shape.of(TablePreprocessing.fit(features, none).stream().mapToInt(Feature::width).sum());
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
    return split(RowSplit.random(this, trainFraction, seed));
  }

  /**
   * Divides the rows of a classification at random, so that every class keeps its share in both
   * parts. Worth it where classes are rare.
   *
   * @param trainFraction how many of the rows to train on, above 0 and at most 1
   * @param seed of the random numbers
   * @return encoded rows to train on, and to validate on unless the fraction is 1
   * @throws DataException with {@code NN-1706} if either part would be empty
   */
  public Split stratifiedSplit(double trainFraction, long seed) {
    return split(RowSplit.stratified(this, trainFraction, seed));
  }

  private Split split(RowSplit rows) {
    TablePreprocessing preprocessing = fit(rows.train());
    return new Split(
        encode(preprocessing, rows.train()),
        rows.validation().map(validation -> encode(preprocessing, validation)),
        preprocessing);
  }

  private TablePreprocessing fit(int[] rows) {
    Target fitted =
        task == Task.REGRESSION && target instanceof NumberColumn numbers
            ? NumberTarget.fit(numbers, rows)
            : ClassTarget.of(target);
    return new TablePreprocessing(TablePreprocessing.fit(features, rows), fitted, table.ignored());
  }

  private Dataset encode(TablePreprocessing preprocessing, int[] rows) {
    return preprocessing.dataset(table.columns(), rows);
  }

  Column target() {
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
