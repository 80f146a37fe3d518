package org.neurite.reference;

import java.util.Arrays;
import java.util.List;
import org.neurite.api.graph.Window;

/**
 * A window on images of one or two spatial axes, all taken as two: a signal is an image of one row.
 * Cells of an image, and of the kernel, are numbered row by row.
 */
final class Geometry {
  private final Values input;
  private final Values output;
  private final int rows;
  private final int columns;
  private final int outputColumns;
  private final int[] kernel;
  private final int[] stride;
  private final int[] padding;
  private final int[] dilation;
  private final int[] meetings;

  /**
   * Where a window meets an input.
   *
   * @param window kernel position rule
   * @param input the input {@code [N, C, spatial..]}
   * @param output the output {@code [N, O, spatial..]}
   */
  Geometry(Window window, Values input, Values output) {
    this.input = input;
    this.output = output;
    this.rows = spatial(input, 0);
    this.columns = spatial(input, 1);
    this.outputColumns = spatial(output, 1);
    this.kernel = pair(window.kernel(), 1);
    this.stride = pair(window.stride(), 1);
    this.padding = pair(window.padLow(), 0);
    this.dilation = pair(window.dilation(), 1);
    this.meetings = new int[outputCells() * kernelCells()];
    Arrays.setAll(meetings, i -> meeting(i / kernelCells(), i % kernelCells()));
  }

  private static int spatial(Values images, int axis) {
    int rank = images.rank();
    return axis == 1 ? images.size(rank - 1) : rank == 3 ? 1 : images.size(2);
  }

  /** Entries for rows and columns; a signal's rows get the neutral entry. */
  private static int[] pair(List<Integer> entries, int neutral) {
    return entries.size() == 2
        ? new int[] {entries.get(0), entries.get(1)}
        : new int[] {neutral, entries.get(0)};
  }

  Values input() {
    return input;
  }

  Values output() {
    return output;
  }

  int inputCells() {
    return rows * columns;
  }

  int outputCells() {
    return spatial(output, 0) * outputColumns;
  }

  int kernelCells() {
    return kernel[0] * kernel[1];
  }

  /** The input cell under a kernel cell when the window is at an output cell; -1 for padding. */
  int inputCell(int outputCell, int kernelCell) {
    return meetings[outputCell * kernelCells() + kernelCell];
  }

  private int meeting(int outputCell, int kernelCell) {
    int row =
        outputCell / outputColumns * stride[0] - padding[0] + kernelCell / kernel[1] * dilation[0];
    int column =
        outputCell % outputColumns * stride[1] - padding[1] + kernelCell % kernel[1] * dilation[1];
    boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
    return inside ? row * columns + column : -1;
  }

  /** Indices of all input cells under the window at an output cell, without padding. */
  int[] inputCells(int firstOfPlane, int outputCell) {
    int[] cells = new int[kernelCells()];
    int count = 0;
    for (int k = 0; k < cells.length; k++) {
      int cell = inputCell(outputCell, k);
      if (cell >= 0) {
        cells[count++] = firstOfPlane + cell;
      }
    }
    return Arrays.copyOf(cells, count);
  }
}
