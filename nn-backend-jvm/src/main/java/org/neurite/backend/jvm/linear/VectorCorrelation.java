package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * The innermost loops of a convolution's gradient by the weight with the Vector API: channels of
 * the gradient are the lanes, as if a product of matrices were computed. Each call has sums of its
 * own, which keeps rounding errors small. Loaded only where {@link Simd} found the module.
 */
final class VectorCorrelation {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Channels of the gradient that are correlated at the same time: two vectors. */
  static final int COLUMNS = VectorTiles.COLUMNS;

  /** Taps that are correlated with the gradient at the same time, at most. */
  static final int TAPS = VectorTiles.ROWS;

  private VectorCorrelation() {}

  /**
   * Correlates channels of a gradient with what lies under some taps.
   *
   * @param height number of taps: 4 or 8, at most {@link #TAPS}
   * @param half whether only the first half of the channels counts
   * @param g gradient: {@link #COLUMNS} channels for each position
   * @param at where those of position 0 begin
   * @param input planes
   * @param shift added to where they are read
   * @param taps distance of each tap from a position
   * @param tap the first of the taps
   * @param inputAt where in the planes each position is
   * @param from the first of the positions
   * @param to the position after the last
   * @param sums sums, tap by tap, a row of {@link #COLUMNS} for each, which are added to
   * @param sum where they begin
   */
  static void correlate(
      int height,
      boolean half,
      float[] g,
      int at,
      float[] input,
      int shift,
      int[] taps,
      int tap,
      int[] inputAt,
      int from,
      int to,
      float[] sums,
      int sum) {
    if (half) {
      if (height == 8) {
        eightHalves(g, at, input, shift, taps, tap, inputAt, from, to, sums, sum);
      } else {
        fourHalves(g, at, input, shift, taps, tap, inputAt, from, to, sums, sum);
      }
    } else if (height == 8) {
      eight(g, at, input, shift, taps, tap, inputAt, from, to, sums, sum);
    } else {
      four(g, at, input, shift, taps, tap, inputAt, from, to, sums, sum);
    }
  }

  private static void eight(
      float[] g,
      int at,
      float[] input,
      int shift,
      int[] taps,
      int tap,
      int[] inputAt,
      int from,
      int to,
      float[] sums,
      int sum) {
    int t0 = shift + taps[tap];
    int t1 = shift + taps[tap + 1];
    int t2 = shift + taps[tap + 2];
    int t3 = shift + taps[tap + 3];
    int t4 = shift + taps[tap + 4];
    int t5 = shift + taps[tap + 5];
    int t6 = shift + taps[tap + 6];
    int t7 = shift + taps[tap + 7];
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
    for (int i = from; i < to; i++) {
      int p = at + i * COLUMNS;
      int q = inputAt[i];
      FloatVector x = FloatVector.fromArray(SPECIES, g, p);
      FloatVector y = FloatVector.fromArray(SPECIES, g, p + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, input[q + t0]);
      x0 = x.fma(v, x0);
      y0 = y.fma(v, y0);
      v = FloatVector.broadcast(SPECIES, input[q + t1]);
      x1 = x.fma(v, x1);
      y1 = y.fma(v, y1);
      v = FloatVector.broadcast(SPECIES, input[q + t2]);
      x2 = x.fma(v, x2);
      y2 = y.fma(v, y2);
      v = FloatVector.broadcast(SPECIES, input[q + t3]);
      x3 = x.fma(v, x3);
      y3 = y.fma(v, y3);
      v = FloatVector.broadcast(SPECIES, input[q + t4]);
      x4 = x.fma(v, x4);
      y4 = y.fma(v, y4);
      v = FloatVector.broadcast(SPECIES, input[q + t5]);
      x5 = x.fma(v, x5);
      y5 = y.fma(v, y5);
      v = FloatVector.broadcast(SPECIES, input[q + t6]);
      x6 = x.fma(v, x6);
      y6 = y.fma(v, y6);
      v = FloatVector.broadcast(SPECIES, input[q + t7]);
      x7 = x.fma(v, x7);
      y7 = y.fma(v, y7);
    }
    x0.add(FloatVector.fromArray(SPECIES, sums, sum)).intoArray(sums, sum);
    y0.add(FloatVector.fromArray(SPECIES, sums, sum + LANES)).intoArray(sums, sum + LANES);
    x1.add(FloatVector.fromArray(SPECIES, sums, sum + 1 * COLUMNS))
        .intoArray(sums, sum + 1 * COLUMNS);
    y1.add(FloatVector.fromArray(SPECIES, sums, sum + 1 * COLUMNS + LANES))
        .intoArray(sums, sum + 1 * COLUMNS + LANES);
    x2.add(FloatVector.fromArray(SPECIES, sums, sum + 2 * COLUMNS))
        .intoArray(sums, sum + 2 * COLUMNS);
    y2.add(FloatVector.fromArray(SPECIES, sums, sum + 2 * COLUMNS + LANES))
        .intoArray(sums, sum + 2 * COLUMNS + LANES);
    x3.add(FloatVector.fromArray(SPECIES, sums, sum + 3 * COLUMNS))
        .intoArray(sums, sum + 3 * COLUMNS);
    y3.add(FloatVector.fromArray(SPECIES, sums, sum + 3 * COLUMNS + LANES))
        .intoArray(sums, sum + 3 * COLUMNS + LANES);
    x4.add(FloatVector.fromArray(SPECIES, sums, sum + 4 * COLUMNS))
        .intoArray(sums, sum + 4 * COLUMNS);
    y4.add(FloatVector.fromArray(SPECIES, sums, sum + 4 * COLUMNS + LANES))
        .intoArray(sums, sum + 4 * COLUMNS + LANES);
    x5.add(FloatVector.fromArray(SPECIES, sums, sum + 5 * COLUMNS))
        .intoArray(sums, sum + 5 * COLUMNS);
    y5.add(FloatVector.fromArray(SPECIES, sums, sum + 5 * COLUMNS + LANES))
        .intoArray(sums, sum + 5 * COLUMNS + LANES);
    x6.add(FloatVector.fromArray(SPECIES, sums, sum + 6 * COLUMNS))
        .intoArray(sums, sum + 6 * COLUMNS);
    y6.add(FloatVector.fromArray(SPECIES, sums, sum + 6 * COLUMNS + LANES))
        .intoArray(sums, sum + 6 * COLUMNS + LANES);
    x7.add(FloatVector.fromArray(SPECIES, sums, sum + 7 * COLUMNS))
        .intoArray(sums, sum + 7 * COLUMNS);
    y7.add(FloatVector.fromArray(SPECIES, sums, sum + 7 * COLUMNS + LANES))
        .intoArray(sums, sum + 7 * COLUMNS + LANES);
  }

  private static void four(
      float[] g,
      int at,
      float[] input,
      int shift,
      int[] taps,
      int tap,
      int[] inputAt,
      int from,
      int to,
      float[] sums,
      int sum) {
    int t0 = shift + taps[tap];
    int t1 = shift + taps[tap + 1];
    int t2 = shift + taps[tap + 2];
    int t3 = shift + taps[tap + 3];
    FloatVector x0 = FloatVector.zero(SPECIES);
    FloatVector y0 = FloatVector.zero(SPECIES);
    FloatVector x1 = FloatVector.zero(SPECIES);
    FloatVector y1 = FloatVector.zero(SPECIES);
    FloatVector x2 = FloatVector.zero(SPECIES);
    FloatVector y2 = FloatVector.zero(SPECIES);
    FloatVector x3 = FloatVector.zero(SPECIES);
    FloatVector y3 = FloatVector.zero(SPECIES);
    for (int i = from; i < to; i++) {
      int p = at + i * COLUMNS;
      int q = inputAt[i];
      FloatVector x = FloatVector.fromArray(SPECIES, g, p);
      FloatVector y = FloatVector.fromArray(SPECIES, g, p + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, input[q + t0]);
      x0 = x.fma(v, x0);
      y0 = y.fma(v, y0);
      v = FloatVector.broadcast(SPECIES, input[q + t1]);
      x1 = x.fma(v, x1);
      y1 = y.fma(v, y1);
      v = FloatVector.broadcast(SPECIES, input[q + t2]);
      x2 = x.fma(v, x2);
      y2 = y.fma(v, y2);
      v = FloatVector.broadcast(SPECIES, input[q + t3]);
      x3 = x.fma(v, x3);
      y3 = y.fma(v, y3);
    }
    x0.add(FloatVector.fromArray(SPECIES, sums, sum)).intoArray(sums, sum);
    y0.add(FloatVector.fromArray(SPECIES, sums, sum + LANES)).intoArray(sums, sum + LANES);
    x1.add(FloatVector.fromArray(SPECIES, sums, sum + 1 * COLUMNS))
        .intoArray(sums, sum + 1 * COLUMNS);
    y1.add(FloatVector.fromArray(SPECIES, sums, sum + 1 * COLUMNS + LANES))
        .intoArray(sums, sum + 1 * COLUMNS + LANES);
    x2.add(FloatVector.fromArray(SPECIES, sums, sum + 2 * COLUMNS))
        .intoArray(sums, sum + 2 * COLUMNS);
    y2.add(FloatVector.fromArray(SPECIES, sums, sum + 2 * COLUMNS + LANES))
        .intoArray(sums, sum + 2 * COLUMNS + LANES);
    x3.add(FloatVector.fromArray(SPECIES, sums, sum + 3 * COLUMNS))
        .intoArray(sums, sum + 3 * COLUMNS);
    y3.add(FloatVector.fromArray(SPECIES, sums, sum + 3 * COLUMNS + LANES))
        .intoArray(sums, sum + 3 * COLUMNS + LANES);
  }

  private static void eightHalves(
      float[] g,
      int at,
      float[] input,
      int shift,
      int[] taps,
      int tap,
      int[] inputAt,
      int from,
      int to,
      float[] sums,
      int sum) {
    int t0 = shift + taps[tap];
    int t1 = shift + taps[tap + 1];
    int t2 = shift + taps[tap + 2];
    int t3 = shift + taps[tap + 3];
    int t4 = shift + taps[tap + 4];
    int t5 = shift + taps[tap + 5];
    int t6 = shift + taps[tap + 6];
    int t7 = shift + taps[tap + 7];
    FloatVector x0 = FloatVector.zero(SPECIES);
    FloatVector x1 = FloatVector.zero(SPECIES);
    FloatVector x2 = FloatVector.zero(SPECIES);
    FloatVector x3 = FloatVector.zero(SPECIES);
    FloatVector x4 = FloatVector.zero(SPECIES);
    FloatVector x5 = FloatVector.zero(SPECIES);
    FloatVector x6 = FloatVector.zero(SPECIES);
    FloatVector x7 = FloatVector.zero(SPECIES);
    for (int i = from; i < to; i++) {
      int p = at + i * COLUMNS;
      int q = inputAt[i];
      FloatVector x = FloatVector.fromArray(SPECIES, g, p);
      FloatVector v = FloatVector.broadcast(SPECIES, input[q + t0]);
      x0 = x.fma(v, x0);
      v = FloatVector.broadcast(SPECIES, input[q + t1]);
      x1 = x.fma(v, x1);
      v = FloatVector.broadcast(SPECIES, input[q + t2]);
      x2 = x.fma(v, x2);
      v = FloatVector.broadcast(SPECIES, input[q + t3]);
      x3 = x.fma(v, x3);
      v = FloatVector.broadcast(SPECIES, input[q + t4]);
      x4 = x.fma(v, x4);
      v = FloatVector.broadcast(SPECIES, input[q + t5]);
      x5 = x.fma(v, x5);
      v = FloatVector.broadcast(SPECIES, input[q + t6]);
      x6 = x.fma(v, x6);
      v = FloatVector.broadcast(SPECIES, input[q + t7]);
      x7 = x.fma(v, x7);
    }
    x0.add(FloatVector.fromArray(SPECIES, sums, sum)).intoArray(sums, sum);
    x1.add(FloatVector.fromArray(SPECIES, sums, sum + 1 * COLUMNS))
        .intoArray(sums, sum + 1 * COLUMNS);
    x2.add(FloatVector.fromArray(SPECIES, sums, sum + 2 * COLUMNS))
        .intoArray(sums, sum + 2 * COLUMNS);
    x3.add(FloatVector.fromArray(SPECIES, sums, sum + 3 * COLUMNS))
        .intoArray(sums, sum + 3 * COLUMNS);
    x4.add(FloatVector.fromArray(SPECIES, sums, sum + 4 * COLUMNS))
        .intoArray(sums, sum + 4 * COLUMNS);
    x5.add(FloatVector.fromArray(SPECIES, sums, sum + 5 * COLUMNS))
        .intoArray(sums, sum + 5 * COLUMNS);
    x6.add(FloatVector.fromArray(SPECIES, sums, sum + 6 * COLUMNS))
        .intoArray(sums, sum + 6 * COLUMNS);
    x7.add(FloatVector.fromArray(SPECIES, sums, sum + 7 * COLUMNS))
        .intoArray(sums, sum + 7 * COLUMNS);
  }

  private static void fourHalves(
      float[] g,
      int at,
      float[] input,
      int shift,
      int[] taps,
      int tap,
      int[] inputAt,
      int from,
      int to,
      float[] sums,
      int sum) {
    int t0 = shift + taps[tap];
    int t1 = shift + taps[tap + 1];
    int t2 = shift + taps[tap + 2];
    int t3 = shift + taps[tap + 3];
    FloatVector x0 = FloatVector.zero(SPECIES);
    FloatVector x1 = FloatVector.zero(SPECIES);
    FloatVector x2 = FloatVector.zero(SPECIES);
    FloatVector x3 = FloatVector.zero(SPECIES);
    for (int i = from; i < to; i++) {
      int p = at + i * COLUMNS;
      int q = inputAt[i];
      FloatVector x = FloatVector.fromArray(SPECIES, g, p);
      FloatVector v = FloatVector.broadcast(SPECIES, input[q + t0]);
      x0 = x.fma(v, x0);
      v = FloatVector.broadcast(SPECIES, input[q + t1]);
      x1 = x.fma(v, x1);
      v = FloatVector.broadcast(SPECIES, input[q + t2]);
      x2 = x.fma(v, x2);
      v = FloatVector.broadcast(SPECIES, input[q + t3]);
      x3 = x.fma(v, x3);
    }
    x0.add(FloatVector.fromArray(SPECIES, sums, sum)).intoArray(sums, sum);
    x1.add(FloatVector.fromArray(SPECIES, sums, sum + 1 * COLUMNS))
        .intoArray(sums, sum + 1 * COLUMNS);
    x2.add(FloatVector.fromArray(SPECIES, sums, sum + 2 * COLUMNS))
        .intoArray(sums, sum + 2 * COLUMNS);
    x3.add(FloatVector.fromArray(SPECIES, sums, sum + 3 * COLUMNS))
        .intoArray(sums, sum + 3 * COLUMNS);
  }
}
