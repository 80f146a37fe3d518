package org.neurite.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.preprocess.TablePreprocessing;

/** Which rows are for training and which, if any, for validation. Both in the table's order. */
final class RowSplit {
  /** Keeps a product that is whole but for rounding from being rounded down. */
  private static final double ROUNDING = 1e-9;

  private final int[] train;
  private final Optional<int[]> validation;

  private RowSplit(int[] train, Optional<int[]> validation) {
    this.train = train;
    this.validation = validation;
  }

  int[] train() {
    return train;
  }

  Optional<int[]> validation() {
    return validation;
  }

  /** Holds back the last rows of a shuffled table. */
  static RowSplit random(TabularData data, double trainFraction, long seed) {
    int held = held(data, trainFraction);
    int first = data.rows() - held;
    int[] order = shuffled(data.rows(), seed).stream().mapToInt(row -> row).toArray();
    return of(Arrays.copyOf(order, first), Arrays.copyOfRange(order, first, order.length));
  }

  /**
   * Holds back rows of a shuffled table in equal steps, the classes standing one after the other.
   */
  static RowSplit stratified(TabularData data, double trainFraction, long seed) {
    int held = held(data, trainFraction);
    CategoryColumn labels = data.target().categories();
    List<Integer> order = shuffled(data.rows(), seed);
    order.sort(Comparator.comparingInt(labels::code));
    int rows = order.size();
    int[] train = new int[rows - held];
    int[] validation = new int[held];
    int taken = 0;
    for (int i = 0; i < rows; i++) {
      if ((i + 1L) * held / rows > taken) {
        validation[taken++] = order.get(i);
      } else {
        train[i - taken] = order.get(i);
      }
    }
    return of(train, validation);
  }

  private static RowSplit of(int[] train, int[] validation) {
    Arrays.sort(train);
    Arrays.sort(validation);
    return new RowSplit(train, validation.length == 0 ? Optional.empty() : Optional.of(validation));
  }

  private static List<Integer> shuffled(int rows, long seed) {
    List<Integer> order = new ArrayList<>(rows);
    for (int row : TablePreprocessing.allRows(rows)) {
      order.add(row);
    }
    Collections.shuffle(order, new Random(seed));
    return order;
  }

  private static int held(TabularData data, double trainFraction) {
    if (!(trainFraction > 0 && trainFraction <= 1)) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("training fraction")
              .expected("a number above 0 and at most 1")
              .found(Double.toString(trainFraction)));
    }
    int rows = data.rows();
    int held = (int) Math.floor(rows * (1 - trainFraction) + ROUNDING * rows);
    if (trainFraction < 1 && (held == 0 || held == rows)) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(data.table().source())
              .expected("rows to train on and rows to validate on")
              .found(rows + " rows, divided " + trainFraction)
              .mend("give more rows, or validate on none"));
    }
    return held;
  }
}
