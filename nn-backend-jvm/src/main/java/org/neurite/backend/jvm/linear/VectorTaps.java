package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * The innermost loops of convolutions with the Vector API, on images laid out as {@link Planes}.
 * Loaded only where {@link Simd} found the module.
 */
final class VectorTaps {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Positions of a tile. */
  static final int COLUMNS = VectorTiles.COLUMNS;

  /** Channels of a tile. */
  static final int ROWS = VectorTiles.ROWS;

  private VectorTaps() {}

  /**
   * Computes a tile of channels by positions: sums over taps of weights times what lies under them.
   *
   * @param height channels: 2, 4 or 8, at most {@link #ROWS}
   * @param a packed weights: {@code height} for each tap
   * @param at where they begin
   * @param b planes
   * @param from index of the first position
   * @param offsets distance of each tap from a position
   * @param depths number of taps
   * @param c receives the tile
   * @param to index of its first element
   * @param stride distance of its rows
   */
  static void multiply(
      int height,
      float[] a,
      int at,
      float[] b,
      int from,
      int[] offsets,
      int depths,
      float[] c,
      int to,
      int stride) {
    if (height == 8) {
      eight(a, at, b, from, offsets, depths, c, to, stride);
    } else if (height == 4) {
      four(a, at, b, from, offsets, depths, c, to, stride);
    } else {
      two(a, at, b, from, offsets, depths, c, to, stride);
    }
  }

  private static void eight(
      float[] a,
      int at,
      float[] b,
      int from,
      int[] offsets,
      int depths,
      float[] c,
      int to,
      int stride) {
    FloatVector x0 = FloatVector.zero(SPECIES);
    FloatVector y0 = FloatVector.zero(SPECIES);
    FloatVector x1 = FloatVector.zero(SPECIES);
    FloatVector y1 = FloatVector.zero(SPECIES);
    FloatVector x2 = FloatVector.zero(SPECIES);
    FloatVector y2 = FloatVector.zero(SPECIES);
    FloatVector x3 = FloatVector.zero(SPECIES);
    FloatVector y3 = FloatVector.zero(SPECIES);
    FloatVector x4 = FloatVector.zero(SPECIES);
    FloatVector y4 = FloatVector.zero(SPECIES);
    FloatVector x5 = FloatVector.zero(SPECIES);
    FloatVector y5 = FloatVector.zero(SPECIES);
    FloatVector x6 = FloatVector.zero(SPECIES);
    FloatVector y6 = FloatVector.zero(SPECIES);
    FloatVector x7 = FloatVector.zero(SPECIES);
    FloatVector y7 = FloatVector.zero(SPECIES);
    for (int d = 0; d < depths; d++) {
      int q = from + offsets[d];
      FloatVector x = FloatVector.fromArray(SPECIES, b, q);
      FloatVector y = FloatVector.fromArray(SPECIES, b, q + LANES);
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

  private static void four(
      float[] a,
      int at,
      float[] b,
      int from,
      int[] offsets,
      int depths,
      float[] c,
      int to,
      int stride) {
    FloatVector x0 = FloatVector.zero(SPECIES);
    FloatVector y0 = FloatVector.zero(SPECIES);
    FloatVector x1 = FloatVector.zero(SPECIES);
    FloatVector y1 = FloatVector.zero(SPECIES);
    FloatVector x2 = FloatVector.zero(SPECIES);
    FloatVector y2 = FloatVector.zero(SPECIES);
    FloatVector x3 = FloatVector.zero(SPECIES);
    FloatVector y3 = FloatVector.zero(SPECIES);
    for (int d = 0; d < depths; d++) {
      int q = from + offsets[d];
      FloatVector x = FloatVector.fromArray(SPECIES, b, q);
      FloatVector y = FloatVector.fromArray(SPECIES, b, q + LANES);
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

  private static void two(
      float[] a,
      int at,
      float[] b,
      int from,
      int[] offsets,
      int depths,
      float[] c,
      int to,
      int stride) {
    FloatVector x0 = FloatVector.zero(SPECIES);
    FloatVector y0 = FloatVector.zero(SPECIES);
    FloatVector x1 = FloatVector.zero(SPECIES);
    FloatVector y1 = FloatVector.zero(SPECIES);
    for (int d = 0; d < depths; d++) {
      int q = from + offsets[d];
      FloatVector x = FloatVector.fromArray(SPECIES, b, q);
      FloatVector y = FloatVector.fromArray(SPECIES, b, q + LANES);
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
