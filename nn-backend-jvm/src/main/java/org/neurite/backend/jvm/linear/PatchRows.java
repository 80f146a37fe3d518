package org.neurite.backend.jvm.linear;

import org.neurite.backend.jvm.kernel.Geometry;

/** {@link Patches} transposed: {@code [positions, taps]}, read position by position. */
final class PatchRows implements PanelSource {
  private final Geometry geometry;
  private final float[] image;

  /**
   * For each tap, where it lies relative to the kernel's first cell: in memory, by row, by column.
   */
  private final int[] offsets;

  private final int[] tapRows;
  private final int[] tapColumns;
  private int start;

  PatchRows(Convolution convolution, float[] image) {
    this.geometry = convolution.geometry();
    this.image = image;
    int taps = convolution.taps();
    offsets = new int[taps];
    tapRows = new int[taps];
    tapColumns = new int[taps];
    for (int tap = 0; tap < taps; tap++) {
      int cell = tap % geometry.kernelCells();
      tapRows[tap] = cell / geometry.kernelWidth() * geometry.dilationY();
      tapColumns[tap] = cell % geometry.kernelWidth() * geometry.dilationX();
      offsets[tap] =
          tap / geometry.kernelCells() * geometry.cells()
              + tapRows[tap] * geometry.width()
              + tapColumns[tap];
    }
  }

  /** Moves to the channels that begin at an index. */
  void at(int newStart) {
    start = newStart;
  }

  @Override
  public void pack(int depth, int from, int to, int column, int columns, float[][] panel) {
    int reachY = geometry.reachY();
    int reachX = geometry.reachX();
    for (int i = from; i < to; i++) {
      int position = depth + i;
      int y = position / geometry.outWidth() * geometry.strideY() - geometry.padY();
      int x = position % geometry.outWidth() * geometry.strideX() - geometry.padX();
      boolean inside =
          y >= 0 && x >= 0 && y + reachY < geometry.height() && x + reachX < geometry.width();
      int origin = start + y * geometry.width() + x;
      if (inside) {
        read(origin, column, columns, panel[i]);
      } else {
        readAtEdge(origin, y, x, column, columns, panel[i]);
      }
    }
  }

  private void read(int origin, int column, int columns, float[] row) {
    for (int j = 0; j < columns; j++) {
      row[j] = image[origin + offsets[column + j]];
    }
  }

  private void readAtEdge(int origin, int y, int x, int column, int columns, float[] row) {
    for (int j = 0; j < columns; j++) {
      int tap = column + j;
      int line = y + tapRows[tap];
      int cell = x + tapColumns[tap];
      boolean inside =
          line >= 0 && line < geometry.height() && cell >= 0 && cell < geometry.width();
      row[j] = inside ? image[origin + offsets[tap]] : 0;
    }
  }
}
