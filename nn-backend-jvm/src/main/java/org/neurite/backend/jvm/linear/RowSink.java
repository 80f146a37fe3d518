package org.neurite.backend.jvm.linear;

/** Takes the rows of a product. */
interface RowSink {
  /**
   * Takes a piece of a row.
   *
   * @param row which row
   * @param column where in the row the piece begins
   * @param count its length
   * @param values the numbers, from index 0
   * @param first whether they are the first summand; later ones are added to it
   * @param scratch memory of the same length
   */
  void put(int row, int column, int count, float[] values, boolean first, float[] scratch);
}
