package org.neurite.cli;

import java.util.List;
import java.util.Optional;
import org.neurite.data.Split;
import org.neurite.data.Table;
import org.neurite.data.TabularData;
import org.neurite.data.column.Column;
import org.neurite.data.preprocess.Task;
import picocli.CommandLine.Option;

/** Which rows of a table are held back. */
final class SplitOptions {
  private static final String SPLIT = "--split";
  private static final String RANDOM = "random";
  private static final String STRATIFIED = "stratified";
  private static final String GROUP = "group=";
  private static final String TIME = "time=";

  @Option(
      names = SPLIT,
      paramLabel = "HOW",
      description =
          "Which rows are held back: random, stratified (classes keep their shares), group=COLUMN"
              + " (rows with equal values stay together) or time=COLUMN (the last ones). Such a"
              + " column is not learnt from. Default: random.")
  private String how = RANDOM;

  @Option(
      names = "--split-seed",
      paramLabel = "SEED",
      description =
          "Which rows are held back. Not --seed, so that trainings with different seeds are judged"
              + " by the same rows. Default: 42.")
  private long seed = TabularData.DEFAULT_SEED;

  void check(boolean isTable) {
    boolean known =
        how.equals(RANDOM) || how.equals(STRATIFIED) || divider(GROUP, TIME).isPresent();
    Usage.require(known, SPLIT, "random, stratified, group=COLUMN or time=COLUMN", how);
    Usage.require(isTable || how.equals(RANDOM), SPLIT, "a table in memory", how);
  }

  long seed() {
    return seed;
  }

  private Optional<String> divider(String... words) {
    for (String word : words) {
      if (how.startsWith(word) && how.length() > word.length()) {
        return Optional.of(how.substring(word.length()));
      }
    }
    return Optional.empty();
  }

  /** The table without a column that only divides it. */
  Table learnt(Table table) {
    return divider(GROUP, TIME).map(table::without).orElse(table);
  }

  /** Divides rows once. */
  Split split(Table table, TabularData data, double validation) {
    double train = 1 - validation;
    Optional<Column> column = divider(GROUP, TIME).map(table::column);
    if (column.isEmpty()) {
      return how.equals(STRATIFIED) ? data.stratifiedSplit(train, seed) : data.split(train, seed);
    }
    return how.startsWith(GROUP)
        ? data.groupedSplit(column.get(), train, seed)
        : data.timeSplit(column.get(), train);
  }

  /** Divides rows several times over; classes keep their shares unless something else is stated. */
  List<Split> folds(Table table, TabularData data, int count) {
    Optional<Column> column = divider(GROUP, TIME).map(table::column);
    if (column.isEmpty()) {
      return data.task() == Task.CLASSIFICATION
          ? data.stratifiedFolds(count, seed)
          : data.folds(count, seed);
    }
    return how.startsWith(GROUP)
        ? data.groupedFolds(column.get(), count, seed)
        : data.timeFolds(column.get(), count);
  }
}
