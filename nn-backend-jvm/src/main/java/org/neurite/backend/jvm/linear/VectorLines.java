package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * What {@link VectorTiles} compute, with the same bits, but from rows of A that are read where they
 * are, each along itself: where few columns of B would use them, packing them costs more than
 * reading them side by side. Loaded only where {@link Simd} found the module.
 */
final class VectorLines {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = VectorTiles.COLUMNS;

  /** Rows of a tile. */
  static final int ROWS = VectorTiles.ROWS;

  /**
   * Columns of B up to which reading rows side by side is faster: beyond, packing costs next to
   * nothing, and rows that are a multiple of 4 KB apart get into each other's way.
   */
  static final int MOST_COLUMNS = 256;

  private VectorLines() {}

  /**
   * Computes a tile of {@link #ROWS} rows.
   *
   * @param half whether only the first half of the columns is wanted
   * @param a holds A, whose rows are contiguous
   * @param at index of the first row's first number
   * @param line distance of the rows
   * @param b holds a strip of B: {@link VectorTiles#COLUMNS} numbers for each depth
   * @param from where that strip begins
   * @param depths number of depths
   * @param c receives the tile
   * @param to index of its first element
   * @param stride distance of its rows
   * @param add whether the tile is added to what is there
   */
  static void multiply(
      boolean half,
      float[] a,
      int at,
      int line,
      float[] b,
      int from,
      int depths,
      float[] c,
      int to,
      int stride,
      boolean add) {
    float[] sum = add ? c : VectorTiles.ZEROS;
    int old = add ? to : 0;
    int oldStride = add ? stride : 0;
    if (ROWS == 8) {
      if (half) {
        eightHalf(a, at, line, b, from, depths, sum, old, oldStride, c, to, stride);
      } else {
        eight(a, at, line, b, from, depths, sum, old, oldStride, c, to, stride);
      }
    } else if (half) {
      fourHalf(a, at, line, b, from, depths, sum, old, oldStride, c, to, stride);
    } else {
      four(a, at, line, b, from, depths, sum, old, oldStride, c, to, stride);
    }
  }

  /** Eight rows, two vectors. */
  private static void eight(
      float[] a,
      int at,
      int line,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
    int p1 = at + line;
    int p2 = at + 2 * line;
    int p3 = at + 3 * line;
    int p4 = at + 4 * line;
    int p5 = at + 5 * line;
    int p6 = at + 6 * line;
    int p7 = at + 7 * line;
    FloatVector x0 = FloatVector.fromArray(SPECIES, sum, old);
    FloatVector y0 = FloatVector.fromArray(SPECIES, sum, old + LANES);
    FloatVector x1 = FloatVector.fromArray(SPECIES, sum, old + oldStride);
    FloatVector y1 = FloatVector.fromArray(SPECIES, sum, old + oldStride + LANES);
    FloatVector x2 = FloatVector.fromArray(SPECIES, sum, old + 2 * oldStride);
    FloatVector y2 = FloatVector.fromArray(SPECIES, sum, old + 2 * oldStride + LANES);
    FloatVector x3 = FloatVector.fromArray(SPECIES, sum, old + 3 * oldStride);
    FloatVector y3 = FloatVector.fromArray(SPECIES, sum, old + 3 * oldStride + LANES);
    FloatVector x4 = FloatVector.fromArray(SPECIES, sum, old + 4 * oldStride);
    FloatVector y4 = FloatVector.fromArray(SPECIES, sum, old + 4 * oldStride + LANES);
    FloatVector x5 = FloatVector.fromArray(SPECIES, sum, old + 5 * oldStride);
    FloatVector y5 = FloatVector.fromArray(SPECIES, sum, old + 5 * oldStride + LANES);
    FloatVector x6 = FloatVector.fromArray(SPECIES, sum, old + 6 * oldStride);
    FloatVector y6 = FloatVector.fromArray(SPECIES, sum, old + 6 * oldStride + LANES);
    FloatVector x7 = FloatVector.fromArray(SPECIES, sum, old + 7 * oldStride);
    FloatVector y7 = FloatVector.fromArray(SPECIES, sum, old + 7 * oldStride + LANES);
    for (int d = 0; d < depths; d++) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS);
      FloatVector y = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + d]);
      x0 = x.fma(v, x0);
      y0 = y.fma(v, y0);
      v = FloatVector.broadcast(SPECIES, a[p1 + d]);
      x1 = x.fma(v, x1);
      y1 = y.fma(v, y1);
      v = FloatVector.broadcast(SPECIES, a[p2 + d]);
      x2 = x.fma(v, x2);
      y2 = y.fma(v, y2);
      v = FloatVector.broadcast(SPECIES, a[p3 + d]);
      x3 = x.fma(v, x3);
      y3 = y.fma(v, y3);
      v = FloatVector.broadcast(SPECIES, a[p4 + d]);
      x4 = x.fma(v, x4);
      y4 = y.fma(v, y4);
      v = FloatVector.broadcast(SPECIES, a[p5 + d]);
      x5 = x.fma(v, x5);
      y5 = y.fma(v, y5);
      v = FloatVector.broadcast(SPECIES, a[p6 + d]);
      x6 = x.fma(v, x6);
      y6 = y.fma(v, y6);
      v = FloatVector.broadcast(SPECIES, a[p7 + d]);
      x7 = x.fma(v, x7);
      y7 = y.fma(v, y7);
    }
    x0.intoArray(c, to);
    y0.intoArray(c, to + LANES);
    x1.intoArray(c, to + stride);
    y1.intoArray(c, to + stride + LANES);
    x2.intoArray(c, to + 2 * stride);
    y2.intoArray(c, to + 2 * stride + LANES);
    x3.intoArray(c, to + 3 * stride);
    y3.intoArray(c, to + 3 * stride + LANES);
    x4.intoArray(c, to + 4 * stride);
    y4.intoArray(c, to + 4 * stride + LANES);
    x5.intoArray(c, to + 5 * stride);
    y5.intoArray(c, to + 5 * stride + LANES);
    x6.intoArray(c, to + 6 * stride);
    y6.intoArray(c, to + 6 * stride + LANES);
    x7.intoArray(c, to + 7 * stride);
    y7.intoArray(c, to + 7 * stride + LANES);
  }

  /** Eight rows, one vector. */
  private static void eightHalf(
      float[] a,
      int at,
      int line,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
    int p1 = at + line;
    int p2 = at + 2 * line;
    int p3 = at + 3 * line;
    int p4 = at + 4 * line;
    int p5 = at + 5 * line;
    int p6 = at + 6 * line;
    int p7 = at + 7 * line;
    FloatVector x0 = FloatVector.fromArray(SPECIES, sum, old);
    FloatVector x1 = FloatVector.fromArray(SPECIES, sum, old + oldStride);
    FloatVector x2 = FloatVector.fromArray(SPECIES, sum, old + 2 * oldStride);
    FloatVector x3 = FloatVector.fromArray(SPECIES, sum, old + 3 * oldStride);
    FloatVector x4 = FloatVector.fromArray(SPECIES, sum, old + 4 * oldStride);
    FloatVector x5 = FloatVector.fromArray(SPECIES, sum, old + 5 * oldStride);
    FloatVector x6 = FloatVector.fromArray(SPECIES, sum, old + 6 * oldStride);
    FloatVector x7 = FloatVector.fromArray(SPECIES, sum, old + 7 * oldStride);
    for (int d = 0; d < depths; d++) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + d]);
      x0 = x.fma(v, x0);
      v = FloatVector.broadcast(SPECIES, a[p1 + d]);
      x1 = x.fma(v, x1);
      v = FloatVector.broadcast(SPECIES, a[p2 + d]);
      x2 = x.fma(v, x2);
      v = FloatVector.broadcast(SPECIES, a[p3 + d]);
      x3 = x.fma(v, x3);
      v = FloatVector.broadcast(SPECIES, a[p4 + d]);
      x4 = x.fma(v, x4);
      v = FloatVector.broadcast(SPECIES, a[p5 + d]);
      x5 = x.fma(v, x5);
      v = FloatVector.broadcast(SPECIES, a[p6 + d]);
      x6 = x.fma(v, x6);
      v = FloatVector.broadcast(SPECIES, a[p7 + d]);
      x7 = x.fma(v, x7);
    }
    x0.intoArray(c, to);
    x1.intoArray(c, to + stride);
    x2.intoArray(c, to + 2 * stride);
    x3.intoArray(c, to + 3 * stride);
    x4.intoArray(c, to + 4 * stride);
    x5.intoArray(c, to + 5 * stride);
    x6.intoArray(c, to + 6 * stride);
    x7.intoArray(c, to + 7 * stride);
  }

  /** Four rows, two vectors. */
  private static void four(
      float[] a,
      int at,
      int line,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
    int p1 = at + line;
    int p2 = at + 2 * line;
    int p3 = at + 3 * line;
    FloatVector x0 = FloatVector.fromArray(SPECIES, sum, old);
    FloatVector y0 = FloatVector.fromArray(SPECIES, sum, old + LANES);
    FloatVector x1 = FloatVector.fromArray(SPECIES, sum, old + oldStride);
    FloatVector y1 = FloatVector.fromArray(SPECIES, sum, old + oldStride + LANES);
    FloatVector x2 = FloatVector.fromArray(SPECIES, sum, old + 2 * oldStride);
    FloatVector y2 = FloatVector.fromArray(SPECIES, sum, old + 2 * oldStride + LANES);
    FloatVector x3 = FloatVector.fromArray(SPECIES, sum, old + 3 * oldStride);
    FloatVector y3 = FloatVector.fromArray(SPECIES, sum, old + 3 * oldStride + LANES);
    for (int d = 0; d < depths; d++) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS);
      FloatVector y = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + d]);
      x0 = x.fma(v, x0);
      y0 = y.fma(v, y0);
      v = FloatVector.broadcast(SPECIES, a[p1 + d]);
      x1 = x.fma(v, x1);
      y1 = y.fma(v, y1);
      v = FloatVector.broadcast(SPECIES, a[p2 + d]);
      x2 = x.fma(v, x2);
      y2 = y.fma(v, y2);
      v = FloatVector.broadcast(SPECIES, a[p3 + d]);
      x3 = x.fma(v, x3);
      y3 = y.fma(v, y3);
    }
    x0.intoArray(c, to);
    y0.intoArray(c, to + LANES);
    x1.intoArray(c, to + stride);
    y1.intoArray(c, to + stride + LANES);
    x2.intoArray(c, to + 2 * stride);
    y2.intoArray(c, to + 2 * stride + LANES);
    x3.intoArray(c, to + 3 * stride);
    y3.intoArray(c, to + 3 * stride + LANES);
  }

  /** Four rows, one vector. */
  private static void fourHalf(
      float[] a,
      int at,
      int line,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
    int p1 = at + line;
    int p2 = at + 2 * line;
    int p3 = at + 3 * line;
    FloatVector x0 = FloatVector.fromArray(SPECIES, sum, old);
    FloatVector x1 = FloatVector.fromArray(SPECIES, sum, old + oldStride);
    FloatVector x2 = FloatVector.fromArray(SPECIES, sum, old + 2 * oldStride);
    FloatVector x3 = FloatVector.fromArray(SPECIES, sum, old + 3 * oldStride);
    for (int d = 0; d < depths; d++) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + d]);
      x0 = x.fma(v, x0);
      v = FloatVector.broadcast(SPECIES, a[p1 + d]);
      x1 = x.fma(v, x1);
      v = FloatVector.broadcast(SPECIES, a[p2 + d]);
      x2 = x.fma(v, x2);
      v = FloatVector.broadcast(SPECIES, a[p3 + d]);
      x3 = x.fma(v, x3);
    }
    x0.intoArray(c, to);
    x1.intoArray(c, to + stride);
    x2.intoArray(c, to + 2 * stride);
    x3.intoArray(c, to + 3 * stride);
  }
}
