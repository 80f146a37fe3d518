package org.neurite.data.preprocess;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;

/** Counts the values of a column of categories. */
final class CategoryCounts {
  /** More values than this are too many to give each an input. */
  static final int MOST = 100_000;

  private final String column;
  private final Map<String, Long> training = new HashMap<>();
  private long trainingMissing;
  private long trainingRows;
  private boolean hasMissing;

  CategoryCounts(String column) {
    this.column = column;
  }

  void add(CategoryColumn piece, int[] rows) {
    List<String> values = piece.values();
    long[] counts = new long[values.size()];
    for (int row : rows) {
      int code = piece.code(row);
      if (code < 0) {
        trainingMissing++;
      } else {
        counts[code]++;
      }
    }
    trainingRows += rows.length;
    for (int i = 0; i < counts.length; i++) {
      training.merge(values.get(i), counts[i], Long::sum);
    }
    hasMissing = hasMissing || piece.hasMissing();
    requireFew();
  }

  void merge(CategoryCounts other) {
    other.training.forEach((value, count) -> training.merge(value, count, Long::sum));
    trainingMissing += other.trainingMissing;
    trainingRows += other.trainingRows;
    hasMissing = hasMissing || other.hasMissing;
    requireFew();
  }

  private void requireFew() {
    if (training.size() > MOST) {
      throw new DataException(
          Problem.of(ErrorCode.UNUSABLE_COLUMN)
              .at(column)
              .expected("at most " + MOST + " different values")
              .found("more")
              .mend("leave the column out, or hash it"));
    }
  }

  /** How many training rows have each value that any row has, sorted by value. */
  Map<String, Long> counts() {
    return new TreeMap<>(training);
  }

  boolean hasMissing() {
    return hasMissing;
  }

  double share(long count) {
    return trainingRows == 0 ? 0 : (double) count / trainingRows;
  }

  double missingShare() {
    return share(trainingMissing);
  }
}
