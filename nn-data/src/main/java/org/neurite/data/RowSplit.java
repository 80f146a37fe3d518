package org.neurite.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.random.RandomStream;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

/** Which rows are for training and which, if any, for validation. Both in the table's order. */
final class RowSplit {
  private static final long NODE_KEY = RandomStream.nodeKey("data/split");

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

  static RowSplit of(TabularData data, double trainFraction, long seed) {
    if (!(trainFraction > 0 && trainFraction <= 1)) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("training fraction")
              .expected("a number above 0 and at most 1")
              .found(Double.toString(trainFraction)));
    }
    int rows = data.rows();
    if (trainFraction == 1) {
      return new RowSplit(TablePreprocessing.allRows(rows), Optional.empty());
    }
    int held = (int) Math.round(rows * (1 - trainFraction));
    if (held == 0 || held == rows) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(data.table().source())
              .expected("rows to train on and rows to validate on")
              .found(rows + " rows, divided " + trainFraction)
              .mend("give more rows, or validate on none"));
    }
    return divide(order(data, seed), held);
  }

  /** Rows in random order; classes stand one after the other, so that equal steps meet each. */
  private static int[] order(TabularData data, long seed) {
    int[] shuffled = new RandomStream(seed, NODE_KEY, 0).permutation(data.rows());
    if (data.task() == Task.REGRESSION) {
      return shuffled;
    }
    CategoryColumn labels = data.target().categories();
    return Arrays.stream(shuffled)
        .boxed()
        .sorted(Comparator.comparingInt(labels::code))
        .mapToInt(row -> row)
        .toArray();
  }

  /** Holds back rows in equal steps along the order. */
  private static RowSplit divide(int[] order, int held) {
    int rows = order.length;
    int[] train = new int[rows - held];
    int[] validation = new int[held];
    int taken = 0;
    for (int i = 0; i < rows; i++) {
      if ((i + 1L) * held / rows > taken) {
        validation[taken++] = order[i];
      } else {
        train[i - taken] = order[i];
      }
    }
    Arrays.sort(train);
    Arrays.sort(validation);
    return new RowSplit(train, Optional.of(validation));
  }
}
