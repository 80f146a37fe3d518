package org.neurite.backend.jvm.linear;

/**
 * A view of an array as a matrix: element (i, j) is at {@code offset + i * rowStride + j *
 * columnStride}. The kernel that owns it moves it about; nothing is allocated.
 */
final class Matrix implements PanelSource, RowSink {
  private static final int TILE = 16;

  float[] data;
  int offset;
  int rowStride;
  int columnStride;

  Matrix(float[] data) {
    this.data = data;
  }

  void set(int newOffset, int newRowStride, int newColumnStride) {
    offset = newOffset;
    rowStride = newRowStride;
    columnStride = newColumnStride;
  }

  /** Becomes the transpose of another view. */
  void transposeOf(Matrix other) {
    data = other.data;
    set(other.offset, other.columnStride, other.rowStride);
  }

  @Override
  public void pack(int depth, int from, int to, int column, int columns, float[][] panel) {
    int start = offset + depth * rowStride + column * columnStride;
    if (columnStride == 1) {
      for (int i = from; i < to; i++) {
        System.arraycopy(data, start + i * rowStride, panel[i], 0, columns);
      }
      return;
    }
    for (int i = from; i < to; i += TILE) {
      int end = Math.min(i + TILE, to);
      for (int j = 0; j < columns; j += TILE) {
        transposeTile(start, i, end, j, Math.min(j + TILE, columns), panel);
      }
    }
  }

  /** Reads along rows of the array, writes along rows of the panel, inside the first cache. */
  private void transposeTile(int start, int i0, int i1, int j0, int j1, float[][] panel) {
    float[] source = data;
    for (int i = i0; i < i1; i++) {
      float[] row = panel[i];
      int at = start + i * rowStride + j0 * columnStride;
      for (int j = j0; j < j1; j++) {
        row[j] = source[at];
        at += columnStride;
      }
    }
  }

  /** Reads a block into the rows of a tile. */
  void get(int row, int rows, int column, int columns, float[] tile, int width) {
    for (int i = 0; i < rows; i++) {
      int at = offset + (row + i) * rowStride + column * columnStride;
      for (int j = 0; j < columns; j++) {
        tile[i * width + j] = data[at + j * columnStride];
      }
    }
  }

  @Override
  public void put(int row, int column, int count, float[] values, boolean first, float[] scratch) {
    int start = offset + row * rowStride + column * columnStride;
    if (columnStride != 1) {
      putStrided(start, count, values, first);
    } else if (first) {
      System.arraycopy(values, 0, data, start, count);
    } else {
      System.arraycopy(data, start, scratch, 0, count);
      add(values, scratch, count);
      System.arraycopy(scratch, 0, data, start, count);
    }
  }

  private static void add(float[] more, float[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += more[i];
    }
  }

  private void putStrided(int start, int count, float[] values, boolean first) {
    float[] target = data;
    int at = start;
    for (int j = 0; j < count; j++) {
      target[at] = first ? values[j] : target[at] + values[j];
      at += columnStride;
    }
  }
}
