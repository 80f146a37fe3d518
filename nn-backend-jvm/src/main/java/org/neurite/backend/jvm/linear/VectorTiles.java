package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * The innermost loops of a product with the Vector API: a tile of the result stays in registers
 * while packed strips of A and B run past. Every element is summed by fused multiply-adds in the
 * order of the depth. Loaded only where {@link Simd} found the module.
 */
final class VectorTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Columns of a tile: two vectors. */
  static final int COLUMNS = 2 * LANES;

  /** Most rows of a tile: with 256 bits, x86 has 16 registers; else there are 32. */
  static final int ROWS = LANES == 8 ? 4 : 8;

  /**
   * Where sums begin that are not added to anything: no branch, which would cost half the speed.
   */
  static final float[] ZEROS = new float[COLUMNS];

  private VectorTiles() {}

  /** Number of floats in a vector. */
  static int lanes() {
    return LANES;
  }

  /** The least height of a tile that has room for some rows: 2, 4 or 8. */
  static int height(int rows) {
    return rows > 4 ? 8 : rows > 2 ? 4 : 2;
  }

  /**
   * Computes a tile.
   *
   * @param height rows of the tile: 2, 4 or 8, at most {@link #ROWS}
   * @param half whether only the first half of the columns is wanted
   * @param a holds a strip of A: {@code height} numbers for each depth
   * @param at where that strip begins
   * @param b holds a strip of B: {@link #COLUMNS} numbers for each depth
   * @param from where that strip begins
   * @param depths number of depths
   * @param c receives the tile
   * @param to index of its first element
   * @param stride distance of its rows
   * @param add whether the tile is added to what is there
   */
  static void multiply(
      int height,
      boolean half,
      float[] a,
      int at,
      float[] b,
      int from,
      int depths,
      float[] c,
      int to,
      int stride,
      boolean add) {
    float[] sum = add ? c : ZEROS;
    int old = add ? to : 0;
    int oldStride = add ? stride : 0;
    if (height == 8) {
      if (half) {
        eightHalf(a, at, b, from, depths, sum, old, oldStride, c, to, stride);
      } else {
        eight(a, at, b, from, depths, sum, old, oldStride, c, to, stride);
      }
    } else if (height == 4) {
      if (half) {
        fourHalf(a, at, b, from, depths, sum, old, oldStride, c, to, stride);
      } else {
        four(a, at, b, from, depths, sum, old, oldStride, c, to, stride);
      }
    } else {
      two(a, at, b, from, depths, sum, old, oldStride, c, to, stride);
    }
  }

  private static void eight(
      float[] a,
      int at,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
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
      int p = at + d * 8;
      FloatVector v = FloatVector.broadcast(SPECIES, a[p]);
      x0 = x.fma(v, x0);
      y0 = y.fma(v, y0);
      v = FloatVector.broadcast(SPECIES, a[p + 1]);
      x1 = x.fma(v, x1);
      y1 = y.fma(v, y1);
      v = FloatVector.broadcast(SPECIES, a[p + 2]);
      x2 = x.fma(v, x2);
      y2 = y.fma(v, y2);
      v = FloatVector.broadcast(SPECIES, a[p + 3]);
      x3 = x.fma(v, x3);
      y3 = y.fma(v, y3);
      v = FloatVector.broadcast(SPECIES, a[p + 4]);
      x4 = x.fma(v, x4);
      y4 = y.fma(v, y4);
      v = FloatVector.broadcast(SPECIES, a[p + 5]);
      x5 = x.fma(v, x5);
      y5 = y.fma(v, y5);
      v = FloatVector.broadcast(SPECIES, a[p + 6]);
      x6 = x.fma(v, x6);
      y6 = y.fma(v, y6);
      v = FloatVector.broadcast(SPECIES, a[p + 7]);
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

  private static void eightHalf(
      float[] a,
      int at,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
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
      int p = at + d * 8;
      FloatVector v = FloatVector.broadcast(SPECIES, a[p]);
      x0 = x.fma(v, x0);
      v = FloatVector.broadcast(SPECIES, a[p + 1]);
      x1 = x.fma(v, x1);
      v = FloatVector.broadcast(SPECIES, a[p + 2]);
      x2 = x.fma(v, x2);
      v = FloatVector.broadcast(SPECIES, a[p + 3]);
      x3 = x.fma(v, x3);
      v = FloatVector.broadcast(SPECIES, a[p + 4]);
      x4 = x.fma(v, x4);
      v = FloatVector.broadcast(SPECIES, a[p + 5]);
      x5 = x.fma(v, x5);
      v = FloatVector.broadcast(SPECIES, a[p + 6]);
      x6 = x.fma(v, x6);
      v = FloatVector.broadcast(SPECIES, a[p + 7]);
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

  private static void four(
      float[] a,
      int at,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
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
      int p = at + d * 4;
      FloatVector v = FloatVector.broadcast(SPECIES, a[p]);
      x0 = x.fma(v, x0);
      y0 = y.fma(v, y0);
      v = FloatVector.broadcast(SPECIES, a[p + 1]);
      x1 = x.fma(v, x1);
      y1 = y.fma(v, y1);
      v = FloatVector.broadcast(SPECIES, a[p + 2]);
      x2 = x.fma(v, x2);
      y2 = y.fma(v, y2);
      v = FloatVector.broadcast(SPECIES, a[p + 3]);
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

  private static void fourHalf(
      float[] a,
      int at,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
    FloatVector x0 = FloatVector.fromArray(SPECIES, sum, old);
    FloatVector x1 = FloatVector.fromArray(SPECIES, sum, old + oldStride);
    FloatVector x2 = FloatVector.fromArray(SPECIES, sum, old + 2 * oldStride);
    FloatVector x3 = FloatVector.fromArray(SPECIES, sum, old + 3 * oldStride);
    for (int d = 0; d < depths; d++) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS);
      int p = at + d * 4;
      FloatVector v = FloatVector.broadcast(SPECIES, a[p]);
      x0 = x.fma(v, x0);
      v = FloatVector.broadcast(SPECIES, a[p + 1]);
      x1 = x.fma(v, x1);
      v = FloatVector.broadcast(SPECIES, a[p + 2]);
      x2 = x.fma(v, x2);
      v = FloatVector.broadcast(SPECIES, a[p + 3]);
      x3 = x.fma(v, x3);
    }
    x0.intoArray(c, to);
    x1.intoArray(c, to + stride);
    x2.intoArray(c, to + 2 * stride);
    x3.intoArray(c, to + 3 * stride);
  }

  private static void two(
      float[] a,
      int at,
      float[] b,
      int from,
      int depths,
      float[] sum,
      int old,
      int oldStride,
      float[] c,
      int to,
      int stride) {
    FloatVector x0 = FloatVector.fromArray(SPECIES, sum, old);
    FloatVector y0 = FloatVector.fromArray(SPECIES, sum, old + LANES);
    FloatVector x1 = FloatVector.fromArray(SPECIES, sum, old + oldStride);
    FloatVector y1 = FloatVector.fromArray(SPECIES, sum, old + oldStride + LANES);
    for (int d = 0; d < depths; d++) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS);
      FloatVector y = FloatVector.fromArray(SPECIES, b, from + d * COLUMNS + LANES);
      int p = at + d * 2;
      FloatVector v = FloatVector.broadcast(SPECIES, a[p]);
      x0 = x.fma(v, x0);
      y0 = y.fma(v, y0);
      v = FloatVector.broadcast(SPECIES, a[p + 1]);
      x1 = x.fma(v, x1);
      y1 = y.fma(v, y1);
    }
    x0.intoArray(c, to);
    y0.intoArray(c, to + LANES);
    x1.intoArray(c, to + stride);
    y1.intoArray(c, to + stride + LANES);
  }
}
