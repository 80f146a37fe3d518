package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

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

  private static final int WIDE = 8 * LANES;

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
        block(
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

  private static void block(
      int height,
      boolean two,
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
    if (height == 8) {
      if (two) {
        eightByTwo(a, at, stride, step, b, from, next, depths, c, to, width);
      } else {
        eightByOne(a, at, stride, step, b, from, next, depths, c, to, width);
      }
    } else if (two) {
      fourByTwo(a, at, stride, step, b, from, next, depths, c, to, width);
    } else {
      fourByOne(a, at, stride, step, b, from, next, depths, c, to, width);
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
      oneByEight(a, at, step, b, from + j, next, depths, c, to + j);
    }
    for (; j < columns; j += LANES) {
      int column = Math.min(j, columns - LANES);
      oneByOne(a, at, step, b, from + column, next, depths, c, to + column);
    }
  }

  /** Eight rows, two vectors. */
  private static void eightByTwo(
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
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    FloatVector c60 = FloatVector.zero(SPECIES);
    FloatVector c61 = FloatVector.zero(SPECIES);
    FloatVector c70 = FloatVector.zero(SPECIES);
    FloatVector c71 = FloatVector.zero(SPECIES);
    int p1 = at + stride;
    int p2 = at + 2 * stride;
    int p3 = at + 3 * stride;
    int p4 = at + 4 * stride;
    int p5 = at + 5 * stride;
    int p6 = at + 6 * stride;
    int p7 = at + 7 * stride;
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector x1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = x0.fma(v, c00);
      c01 = x1.fma(v, c01);
      v = FloatVector.broadcast(SPECIES, a[p1 + p]);
      c10 = x0.fma(v, c10);
      c11 = x1.fma(v, c11);
      v = FloatVector.broadcast(SPECIES, a[p2 + p]);
      c20 = x0.fma(v, c20);
      c21 = x1.fma(v, c21);
      v = FloatVector.broadcast(SPECIES, a[p3 + p]);
      c30 = x0.fma(v, c30);
      c31 = x1.fma(v, c31);
      v = FloatVector.broadcast(SPECIES, a[p4 + p]);
      c40 = x0.fma(v, c40);
      c41 = x1.fma(v, c41);
      v = FloatVector.broadcast(SPECIES, a[p5 + p]);
      c50 = x0.fma(v, c50);
      c51 = x1.fma(v, c51);
      v = FloatVector.broadcast(SPECIES, a[p6 + p]);
      c60 = x0.fma(v, c60);
      c61 = x1.fma(v, c61);
      v = FloatVector.broadcast(SPECIES, a[p7 + p]);
      c70 = x0.fma(v, c70);
      c71 = x1.fma(v, c71);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c10.intoArray(c, to + width);
    c11.intoArray(c, to + width + LANES);
    c20.intoArray(c, to + 2 * width);
    c21.intoArray(c, to + 2 * width + LANES);
    c30.intoArray(c, to + 3 * width);
    c31.intoArray(c, to + 3 * width + LANES);
    c40.intoArray(c, to + 4 * width);
    c41.intoArray(c, to + 4 * width + LANES);
    c50.intoArray(c, to + 5 * width);
    c51.intoArray(c, to + 5 * width + LANES);
    c60.intoArray(c, to + 6 * width);
    c61.intoArray(c, to + 6 * width + LANES);
    c70.intoArray(c, to + 7 * width);
    c71.intoArray(c, to + 7 * width + LANES);
  }

  /** Eight rows, one vector. */
  private static void eightByOne(
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
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c60 = FloatVector.zero(SPECIES);
    FloatVector c70 = FloatVector.zero(SPECIES);
    int p1 = at + stride;
    int p2 = at + 2 * stride;
    int p3 = at + 3 * stride;
    int p4 = at + 4 * stride;
    int p5 = at + 5 * stride;
    int p6 = at + 6 * stride;
    int p7 = at + 7 * stride;
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = x0.fma(v, c00);
      v = FloatVector.broadcast(SPECIES, a[p1 + p]);
      c10 = x0.fma(v, c10);
      v = FloatVector.broadcast(SPECIES, a[p2 + p]);
      c20 = x0.fma(v, c20);
      v = FloatVector.broadcast(SPECIES, a[p3 + p]);
      c30 = x0.fma(v, c30);
      v = FloatVector.broadcast(SPECIES, a[p4 + p]);
      c40 = x0.fma(v, c40);
      v = FloatVector.broadcast(SPECIES, a[p5 + p]);
      c50 = x0.fma(v, c50);
      v = FloatVector.broadcast(SPECIES, a[p6 + p]);
      c60 = x0.fma(v, c60);
      v = FloatVector.broadcast(SPECIES, a[p7 + p]);
      c70 = x0.fma(v, c70);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c10.intoArray(c, to + width);
    c20.intoArray(c, to + 2 * width);
    c30.intoArray(c, to + 3 * width);
    c40.intoArray(c, to + 4 * width);
    c50.intoArray(c, to + 5 * width);
    c60.intoArray(c, to + 6 * width);
    c70.intoArray(c, to + 7 * width);
  }

  /** Four rows, two vectors. */
  private static void fourByTwo(
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
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    int p1 = at + stride;
    int p2 = at + 2 * stride;
    int p3 = at + 3 * stride;
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector x1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = x0.fma(v, c00);
      c01 = x1.fma(v, c01);
      v = FloatVector.broadcast(SPECIES, a[p1 + p]);
      c10 = x0.fma(v, c10);
      c11 = x1.fma(v, c11);
      v = FloatVector.broadcast(SPECIES, a[p2 + p]);
      c20 = x0.fma(v, c20);
      c21 = x1.fma(v, c21);
      v = FloatVector.broadcast(SPECIES, a[p3 + p]);
      c30 = x0.fma(v, c30);
      c31 = x1.fma(v, c31);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c10.intoArray(c, to + width);
    c11.intoArray(c, to + width + LANES);
    c20.intoArray(c, to + 2 * width);
    c21.intoArray(c, to + 2 * width + LANES);
    c30.intoArray(c, to + 3 * width);
    c31.intoArray(c, to + 3 * width + LANES);
  }

  /** Four rows, one vector. */
  private static void fourByOne(
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
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    int p1 = at + stride;
    int p2 = at + 2 * stride;
    int p3 = at + 3 * stride;
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = x0.fma(v, c00);
      v = FloatVector.broadcast(SPECIES, a[p1 + p]);
      c10 = x0.fma(v, c10);
      v = FloatVector.broadcast(SPECIES, a[p2 + p]);
      c20 = x0.fma(v, c20);
      v = FloatVector.broadcast(SPECIES, a[p3 + p]);
      c30 = x0.fma(v, c30);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c10.intoArray(c, to + width);
    c20.intoArray(c, to + 2 * width);
    c30.intoArray(c, to + 3 * width);
  }

  /** One row, eight vectors. */
  private static void oneByEight(
      float[] a, int at, int step, float[] b, int from, int next, int depths, float[] c, int to) {
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
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = FloatVector.fromArray(SPECIES, b, q).fma(v, c00);
      c01 = FloatVector.fromArray(SPECIES, b, q + LANES).fma(v, c01);
      c02 = FloatVector.fromArray(SPECIES, b, q + 2 * LANES).fma(v, c02);
      c03 = FloatVector.fromArray(SPECIES, b, q + 3 * LANES).fma(v, c03);
      c04 = FloatVector.fromArray(SPECIES, b, q + 4 * LANES).fma(v, c04);
      c05 = FloatVector.fromArray(SPECIES, b, q + 5 * LANES).fma(v, c05);
      c06 = FloatVector.fromArray(SPECIES, b, q + 6 * LANES).fma(v, c06);
      c07 = FloatVector.fromArray(SPECIES, b, q + 7 * LANES).fma(v, c07);
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
