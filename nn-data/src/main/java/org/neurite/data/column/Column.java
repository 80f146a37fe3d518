package org.neurite.data.column;

/** One column of a table. Immutable. */
public sealed interface Column permits NumberColumn, CategoryColumn, DateColumn {
  /**
   * What the header calls it.
   *
   * @return the name
   */
  String name();

  /**
   * What its values are.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * How many values it has, missing ones included.
   *
   * @return the number of rows
   */
  int rows();

  /**
   * Whether a row has no value here.
   *
   * @param row from 0
   * @return true if it is missing
   */
  boolean isMissing(int row);

  /**
   * Whether any row has no value here.
   *
   * @return true if at least one is missing
   */
  default boolean hasMissing() {
    for (int row = 0; row < rows(); row++) {
      if (isMissing(row)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The values as categories: a number becomes its shortest text.
   *
   * @return a column of categories
   */
  CategoryColumn categories();
}
