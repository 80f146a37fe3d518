package org.neurite.data.preprocess;

import org.neurite.api.tensor.NDArray;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;

/** How the target column becomes what a network learns, and how its output becomes an answer. */
public sealed interface Target permits NumberTarget, ClassTarget {
  /**
   * The column's name.
   *
   * @return the name
   */
  String column();

  /**
   * How the column's values are to be read from a file.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * What is learnt.
   *
   * @return the task
   */
  Task task();

  /**
   * How many outputs a network needs.
   *
   * @return 1 for a number, the number of labels for classes
   */
  int outputs();

  /**
   * Encodes rows of the column.
   *
   * @param values a column of that name
   * @param rows which rows, none with a missing value
   * @return float32 {@code [rows, 1]} for numbers, int32 {@code [rows]} for class indices
   * @throws org.neurite.api.DataException with {@code NN-1703} if a label is unknown
   */
  NDArray encode(Column values, int[] rows);
}
