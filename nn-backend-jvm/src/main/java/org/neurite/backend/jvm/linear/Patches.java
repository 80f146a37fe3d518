package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.neurite.backend.jvm.kernel.Geometry;

/**
 * An image as the matrix {@code [taps, positions]} of what lies under each kernel cell at each
 * position, never stored as a whole. As a source it is read from the image; as a sink, rows are
 * added to where they would be read from.
 */
final class Patches implements PanelSource, RowSink {
  private final Geometry geometry;
  private final float[] image;

  /** For each kernel column, the positions in a row that lie inside: first and end. */
  private final int[] firstX;

  private final int[] endX;
  private int start;

  Patches(Geometry geometry, float[] image) {
    this.geometry = geometry;
    this.image = image;
    firstX = new int[geometry.kernelWidth()];
    endX = new int[geometry.kernelWidth()];
    for (int k = 0; k < firstX.length; k++) {
      int left = geometry.left(k);
      firstX[k] = Geometry.firstInside(left, geometry.strideX());
      endX[k] = Geometry.endInside(left, geometry.strideX(), geometry.width(), geometry.outWidth());
    }
  }

  /** Moves to the channels that begin at an index. */
  void at(int newStart) {
    start = newStart;
  }

  @Override
  public void pack(int depth, int from, int to, int column, int columns, float[][] panel) {
    for (int i = from; i < to; i++) {
      read(depth + i, column, columns, panel[i]);
    }
  }

  private void read(int tap, int column, int columns, float[] row) {
    int cell = tap % geometry.kernelCells();
    int kernelColumn = cell % geometry.kernelWidth();
    int top = geometry.top(cell / geometry.kernelWidth());
    int plane = start + tap / geometry.kernelCells() * geometry.cells();
    int y = column / geometry.outWidth();
    int x = column % geometry.outWidth();
    for (int done = 0; done < columns; y++) {
      int run = Math.min(geometry.outWidth() - x, columns - done);
      int line = y * geometry.strideY() + top;
      if (line < 0 || line >= geometry.height()) {
        Arrays.fill(row, done, done + run, 0);
      } else {
        readLine(plane + line * geometry.width(), kernelColumn, x, run, row, done);
      }
      done += run;
      x = 0;
    }
  }

  private void readLine(int line, int kernelColumn, int x, int run, float[] row, int at) {
    int first = Math.max(x, Math.min(firstX[kernelColumn], x + run));
    int end = Math.max(first, Math.min(endX[kernelColumn], x + run));
    if (first == end) {
      Arrays.fill(row, at, at + run, 0);
      return;
    }
    int step = geometry.strideX();
    int from = line + geometry.left(kernelColumn) + first * step;
    Arrays.fill(row, at, at + first - x, 0);
    if (step == 1) {
      System.arraycopy(image, from, row, at + first - x, end - first);
    } else {
      for (int i = first; i < end; i++) {
        row[at + i - x] = image[from];
        from += step;
      }
    }
    Arrays.fill(row, at + end - x, at + run, 0);
  }

  @Override
  public void put(int tap, int column, int count, float[] values, boolean first, float[] scratch) {
    int cell = tap % geometry.kernelCells();
    int kernelColumn = cell % geometry.kernelWidth();
    int top = geometry.top(cell / geometry.kernelWidth());
    int plane = start + tap / geometry.kernelCells() * geometry.cells();
    int y = column / geometry.outWidth();
    int x = column % geometry.outWidth();
    for (int done = 0; done < count; y++) {
      int run = Math.min(geometry.outWidth() - x, count - done);
      int line = y * geometry.strideY() + top;
      if (line >= 0 && line < geometry.height()) {
        addLine(plane + line * geometry.width(), kernelColumn, x, run, values, done);
      }
      done += run;
      x = 0;
    }
  }

  private void addLine(int line, int kernelColumn, int x, int run, float[] values, int at) {
    int first = Math.max(x, firstX[kernelColumn]);
    int end = Math.min(x + run, endX[kernelColumn]);
    int step = geometry.strideX();
    int to = line + geometry.left(kernelColumn);
    int from = at - x;
    if (step == 1) {
      for (int i = first; i < end; i++) {
        image[to + i] += values[from + i];
      }
    } else {
      for (int i = first; i < end; i++) {
        image[to + i * step] += values[from + i];
      }
    }
  }
}
