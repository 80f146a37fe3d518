package org.neurite.backend.jvm.linear;

import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Forms;

/**
 * A right operand that stays as it is for a while, packed once: strips of {@link
 * VectorTiles#COLUMNS} columns, side by side, zeros beyond the last column, each strip from the
 * first depth to the last. Loaded only where the Vector API is.
 */
final class PackedMatrix implements PanelSource, Forms.Form {
  private static final int STRIP = VectorTiles.COLUMNS;

  private final Matrix source;
  private final int depths;
  private final int columns;
  private final float[] strips;

  /** What is packed how: the same for all sessions that use a layer. */
  private record Layout(int depths, int columns, int rowStride, int columnStride) {}

  /** Room for a matrix; {@link #refresh} fills it. */
  PackedMatrix(Matrix source, int depths, int columns) {
    this.source = source;
    this.depths = depths;
    this.columns = columns;
    int count = (columns + STRIP - 1) / STRIP;
    strips = new float[Math.multiplyExact(count * STRIP, depths)];
  }

  /** Whether the strips of a matrix fit into an array. */
  static boolean fits(int depths, int columns) {
    long count = ((long) columns + STRIP - 1) / STRIP;
    return count * STRIP * depths <= Integer.MAX_VALUE - 8;
  }

  @Override
  public void refresh() {
    for (int first = 0; first < columns; first += STRIP) {
      Packing.columns(
          source.data,
          source.offset + first * source.columnStride,
          source.rowStride,
          source.columnStride,
          depths,
          Math.min(STRIP, columns - first),
          strips,
          first * depths);
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
   * @return null where the operand may change from one run of the kernel to the next
   */
  static @Nullable PackedMatrix of(
      Binding binding, int operand, int depths, int columns, int rowStride, int columnStride) {
    Forms forms = binding.forms(operand);
    if (forms == null) {
      return null;
    }
    Matrix matrix = new Matrix(binding.input(operand));
    matrix.set(0, rowStride, columnStride);
    return forms.get(
        new Layout(depths, columns, rowStride, columnStride),
        PackedMatrix.class,
        () -> new PackedMatrix(matrix, depths, columns));
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
