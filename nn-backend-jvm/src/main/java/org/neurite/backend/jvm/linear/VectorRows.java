package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * Products with the Vector API that read both operands where they are, for sizes at which packing
 * would cost more than it saves. Every element is summed by fused multiply-adds in the order of the
 * depth, so that {@link VectorTiles} give the same bits. What is left at an edge is computed by a
 * block that overlaps the last one. Loaded only where {@link Simd} found the module.
 */
final class VectorRows {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Floats in a vector: the least number of columns. */
  static final int LANES = SPECIES.length();

  /** Most rows of a block, by the number of registers. */
  private static final int ROWS = VectorTiles.ROWS;

  private static final int PAIR = 2 * LANES;
  private static final int WIDE = 8 * LANES;

  /** Packed strips that are read side by side. */
  static final int STRIPS = WIDE / PAIR;

  private VectorRows() {}

  /**
   * Computes some columns of a product.
   *
   * @param m rows of the result
   * @param columns columns to compute, at least {@link #LANES}
   * @param a left operand
   * @param at index of its first number
   * @param stride distance of its rows
   * @param step distance of its columns
   * @param b right operand, whose rows are contiguous
   * @param from index of its first number
   * @param next distance of its rows
   * @param depths columns of A, rows of B
   * @param c receives the result
   * @param to index of its first number
   * @param width distance of its rows
   */
  static void multiply(
      int m,
      int columns,
      float[] a,
      int at,
      int stride,
      int step,
      float[] b,
      int from,
      int next,
      int depths,
      float[] c,
      int to,
      int width) {
    if (m < 4) {
      for (int i = 0; i < m; i++) {
        row(columns, a, at + i * stride, step, b, from, next, depths, c, to + i * width);
      }
      return;
    }
    int height = m < 8 ? 4 : ROWS;
    for (int j = 0; j < columns; ) {
      int left = columns - j;
      boolean two = left >= 2 * LANES;
      int column = two ? j : left >= LANES ? j : columns - LANES;
      for (int i = 0; i < m; i += height) {
        int row = Math.min(i, m - height);
        VectorBlocks.multiply(
            height,
            two,
            a,
            at + row * stride,
            stride,
            step,
            b,
            from + column,
            next,
            depths,
            c,
            to + row * width + column,
            width);
      }
      j = column + (two ? 2 * LANES : LANES);
    }
  }

  private static void row(
      int columns,
      float[] a,
      int at,
      int step,
      float[] b,
      int from,
      int next,
      int depths,
      float[] c,
      int to) {
    int j = 0;
    for (; j + WIDE <= columns; j += WIDE) {
      oneByEight(a, at, step, b, from + j, next, PAIR, depths, c, to + j);
    }
    for (; j < columns; j += LANES) {
      int column = Math.min(j, columns - LANES);
      oneByOne(a, at, step, b, from + column, next, depths, c, to + column);
    }
  }

  /**
   * One row times packed strips.
   *
   * @param count number of strips, at most {@link #STRIPS}
   * @param a left operand
   * @param at index of the row's first number
   * @param step distance of its columns
   * @param b strips of {@link VectorTiles#COLUMNS} columns
   * @param from index of the first number
   * @param depths columns of A, rows of B
   * @param c receives as many numbers as the strips have columns
   * @param to index of the first
   */
  static void strips(
      int count, float[] a, int at, int step, float[] b, int from, int depths, float[] c, int to) {
    if (count == STRIPS) {
      oneByEight(a, at, step, b, from, PAIR, PAIR * depths, depths, c, to);
      return;
    }
    for (int strip = 0; strip < count; strip++) {
      int first = strip * PAIR;
      oneByTwo(a, at, step, b, from + first * depths, depths, c, to + first);
    }
  }

  /** One row, four pairs of vectors. */
  private static void oneByEight(
      float[] a,
      int at,
      int step,
      float[] b,
      int from,
      int next,
      int pair,
      int depths,
      float[] c,
      int to) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c02 = FloatVector.zero(SPECIES);
    FloatVector c03 = FloatVector.zero(SPECIES);
    FloatVector c04 = FloatVector.zero(SPECIES);
    FloatVector c05 = FloatVector.zero(SPECIES);
    FloatVector c06 = FloatVector.zero(SPECIES);
    FloatVector c07 = FloatVector.zero(SPECIES);
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      int q1 = q + pair;
      int q2 = q1 + pair;
      int q3 = q2 + pair;
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = FloatVector.fromArray(SPECIES, b, q).fma(v, c00);
      c01 = FloatVector.fromArray(SPECIES, b, q + LANES).fma(v, c01);
      c02 = FloatVector.fromArray(SPECIES, b, q1).fma(v, c02);
      c03 = FloatVector.fromArray(SPECIES, b, q1 + LANES).fma(v, c03);
      c04 = FloatVector.fromArray(SPECIES, b, q2).fma(v, c04);
      c05 = FloatVector.fromArray(SPECIES, b, q2 + LANES).fma(v, c05);
      c06 = FloatVector.fromArray(SPECIES, b, q3).fma(v, c06);
      c07 = FloatVector.fromArray(SPECIES, b, q3 + LANES).fma(v, c07);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + 3 * LANES);
    c04.intoArray(c, to + 4 * LANES);
    c05.intoArray(c, to + 5 * LANES);
    c06.intoArray(c, to + 6 * LANES);
    c07.intoArray(c, to + 7 * LANES);
  }

  /** One row, one packed strip. */
  private static void oneByTwo(
      float[] a, int at, int step, float[] b, int from, int depths, float[] c, int to) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = FloatVector.fromArray(SPECIES, b, q).fma(v, c00);
      c01 = FloatVector.fromArray(SPECIES, b, q + LANES).fma(v, c01);
      p += step;
      q += PAIR;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
  }

  /** One row, one vector. */
  private static void oneByOne(
      float[] a, int at, int step, float[] b, int from, int next, int depths, float[] c, int to) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = FloatVector.fromArray(SPECIES, b, q).fma(v, c00);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
  }
}
