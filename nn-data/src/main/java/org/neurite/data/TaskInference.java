package org.neurite.data;

import org.neurite.data.column.Column;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.Task;

/** Guesses whether a target is a number or a class. */
final class TaskInference {
  private static final int LARGEST_CLASS = 20;
  private static final int ROWS_PER_CLASS = 5;

  private TaskInference() {}

  static Task of(Column target) {
    return target instanceof NumberColumn numbers && !areClasses(numbers)
        ? Task.REGRESSION
        : Task.CLASSIFICATION;
  }

  private static boolean areClasses(NumberColumn column) {
    double[] values = column.sorted();
    if (values.length == 0 || (values[0] != 0 && values[0] != 1)) {
      return false;
    }
    int distinct = 1;
    for (int i = 1; i < values.length; i++) {
      double step = values[i] - values[i - 1];
      if (values[i] > LARGEST_CLASS || (step != 0 && step != 1)) {
        return false;
      }
      distinct += (int) step;
    }
    return distinct > 1 && distinct * ROWS_PER_CLASS <= values.length;
  }
}
