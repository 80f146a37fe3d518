package org.neurite.backend.jvm.linear;

/** The right-hand operand of a product, which hands out pieces of its rows. */
interface PanelSource {
  /**
   * Fills rows of a panel: {@code panel[i][j] = B[depth + i][column + j]}.
   *
   * @param depth first row of the operand that is in the panel
   * @param from first row of the panel to fill
   * @param to row after the last
   * @param column first column of the operand
   * @param columns number of columns
   * @param panel receives the numbers
   */
  void pack(int depth, int from, int to, int column, int columns, float[][] panel);
}
