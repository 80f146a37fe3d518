package org.neurite.backend.jvm.linear;

import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Forms;

/**
 * A right operand that doesn't change, packed once: strips of {@link VectorTiles#COLUMNS} columns,
 * side by side, zeros beyond the last column, each strip from the first depth to the last. Loaded
 * only where the Vector API is.
 */
final class PackedMatrix implements PanelSource {
  private static final int STRIP = VectorTiles.COLUMNS;

  private final int depths;
  private final int columns;
  private final float[] strips;

  /** What is packed how: the same for all sessions that use a layer. */
  private record Layout(int depths, int columns, int rowStride, int columnStride) {}

  private PackedMatrix(Matrix b, int depths, int columns) {
    this.depths = depths;
    this.columns = columns;
    int count = (columns + STRIP - 1) / STRIP;
    strips = new float[Math.multiplyExact(count * STRIP, depths)];
    for (int first = 0; first < columns; first += STRIP) {
      int width = Math.min(STRIP, columns - first);
      int from = b.offset + first * b.columnStride;
      Packing.strip(
          b.data, from, b.rowStride, b.columnStride, depths, width, strips, first * depths, STRIP);
    }
  }

  /**
   * Packs an operand, or finds it packed.
   *
   * @param binding whose operand
   * @param operand which one
   * @param depths its rows
   * @param columns its columns
   * @param rowStride distance of its rows
   * @param columnStride distance of its columns
   * @return null where the operand may change
   */
  static @Nullable PackedMatrix of(
      Binding binding, int operand, int depths, int columns, int rowStride, int columnStride) {
    Forms forms = binding.forms(operand);
    if (forms == null) {
      return null;
    }
    Layout layout = new Layout(depths, columns, rowStride, columnStride);
    return forms.get(
        layout,
        PackedMatrix.class,
        () -> {
          Matrix matrix = new Matrix(binding.input(operand));
          matrix.set(0, rowStride, columnStride);
          return pack(matrix, depths, columns);
        });
  }

  static PackedMatrix pack(Matrix b, int depths, int columns) {
    return new PackedMatrix(b, depths, columns);
  }

  /** All strips. */
  float[] strips() {
    return strips;
  }

  /** Distance of the strips' beginnings, for each of their columns. */
  int depths() {
    return depths;
  }

  int columns() {
    return columns;
  }

  @Override
  public void pack(int depth, int from, int to, int column, int count, float[][] panel) {
    for (int j = 0; j < count; j++) {
      int strip = (column + j) / STRIP * STRIP;
      int at = strip * depths + depth * STRIP + column + j - strip;
      for (int i = from; i < to; i++) {
        panel[i][j] = strips[at + i * STRIP];
      }
    }
  }
}
