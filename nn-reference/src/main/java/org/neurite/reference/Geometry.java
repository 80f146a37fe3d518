package org.neurite.reference;

import java.util.List;
import org.neurite.api.graph.Window;

/**
 * A window on images of one or two spatial axes, all written as two: a signal is an image of one
 * row.
 *
 * @param window kernel position rule
 * @param input sizes of the input {@code [N, C, spatial..]}
 * @param output sizes of the output {@code [N, O, spatial..]}
 */
record Geometry(Window window, Values input, Values output) {

  /** Takes one meeting of a kernel cell with an input cell. */
  @FunctionalInterface
  interface Visitor {
    void visit(int inputCell, int kernelCell);
  }

  int inputCells() {
    return spatial(input, 0) * spatial(input, 1);
  }

  int outputCells() {
    return spatial(output, 0) * spatial(output, 1);
  }

  int kernelCells() {
    return entry(window.kernel(), 0, 1) * entry(window.kernel(), 1, 1);
  }

  /** Visits the input cells under the window of an output cell, row by row; never padding. */
  void visit(int outputCell, Visitor visitor) {
    int columns = spatial(input, 1);
    int firstRow = first(0, outputCell / spatial(output, 1));
    int firstColumn = first(1, outputCell % spatial(output, 1));
    int kernelColumns = entry(window.kernel(), 1, 1);
    for (int k = 0; k < kernelCells(); k++) {
      int row = firstRow + k / kernelColumns * entry(window.dilation(), 0, 1);
      int column = firstColumn + k % kernelColumns * entry(window.dilation(), 1, 1);
      if (row >= 0 && row < spatial(input, 0) && column >= 0 && column < columns) {
        visitor.visit(row * columns + column, k);
      }
    }
  }

  private int first(int axis, int position) {
    return position * entry(window.stride(), axis, 1) - entry(window.padLow(), axis, 0);
  }

  /** Size along spatial axis 0 (rows) or 1 (columns). */
  private static int spatial(Values images, int axis) {
    int rank = images.rank();
    return axis == 1 ? images.size(rank - 1) : rank == 3 ? 1 : images.size(2);
  }

  /** An entry of the window for rows or columns; {@code absent} for the rows of a signal. */
  private static int entry(List<Integer> entries, int axis, int absent) {
    int missing = 2 - entries.size();
    return axis < missing ? absent : entries.get(axis - missing);
  }
}
