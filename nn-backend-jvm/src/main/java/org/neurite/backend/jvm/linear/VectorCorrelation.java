package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * The innermost loops of a convolution's gradient by the weight with the Vector API. Loaded only
 * where {@link Simd} found the module.
 */
final class VectorCorrelation {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Taps that are correlated with the gradient at the same time. */
  static final int TAPS = 4;

  /** Channels of the gradient that are correlated at the same time. */
  static final int CHANNELS = LANES == 8 ? 2 : 4;

  private VectorCorrelation() {}

  /**
   * Correlates channels of a gradient with what lies under {@link #TAPS} taps.
   *
   * @param channels 2 or 4, at most {@link #CHANNELS}
   * @param g gradient
   * @param at where the first channel begins
   * @param stride distance of channels
   * @param gradientAt where in a channel each run of as many positions as a vector holds begins
   * @param x planes
   * @param shift added to where they are read
   * @param taps distance of each tap from a position
   * @param tap the first of the taps
   * @param inputAt where in the planes each run begins
   * @param from the first of the runs
   * @param to the run after the last
   * @param sums lanes of the sums, channel by channel, tap by tap, which are added to
   * @param sum where they begin
   */
  static void correlate(
      int channels,
      float[] g,
      int at,
      int stride,
      int[] gradientAt,
      float[] x,
      int shift,
      int[] taps,
      int tap,
      int[] inputAt,
      int from,
      int to,
      float[] sums,
      int sum) {
    if (channels == 4) {
      fourChannels(g, at, stride, gradientAt, x, shift, taps, tap, inputAt, from, to, sums, sum);
    } else {
      twoChannels(g, at, stride, gradientAt, x, shift, taps, tap, inputAt, from, to, sums, sum);
    }
  }

  private static void fourChannels(
      float[] g,
      int at,
      int stride,
      int[] gradientAt,
      float[] x,
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, sums, sum);
    FloatVector s01 = FloatVector.fromArray(SPECIES, sums, sum + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, sums, sum + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, sums, sum + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, sums, sum + 4 * LANES);
    FloatVector s11 = FloatVector.fromArray(SPECIES, sums, sum + 5 * LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, sums, sum + 6 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, sums, sum + 7 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, sums, sum + 8 * LANES);
    FloatVector s21 = FloatVector.fromArray(SPECIES, sums, sum + 9 * LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, sums, sum + 10 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, sums, sum + 11 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, sums, sum + 12 * LANES);
    FloatVector s31 = FloatVector.fromArray(SPECIES, sums, sum + 13 * LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, sums, sum + 14 * LANES);
    FloatVector s33 = FloatVector.fromArray(SPECIES, sums, sum + 15 * LANES);
    for (int i = from; i < to; i++) {
      int p = at + gradientAt[i];
      int q = inputAt[i];
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, q + t0);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, q + t1);
      FloatVector x2 = FloatVector.fromArray(SPECIES, x, q + t2);
      FloatVector x3 = FloatVector.fromArray(SPECIES, x, q + t3);
      FloatVector y = FloatVector.fromArray(SPECIES, g, p);
      s00 = y.fma(x0, s00);
      s01 = y.fma(x1, s01);
      s02 = y.fma(x2, s02);
      s03 = y.fma(x3, s03);
      y = FloatVector.fromArray(SPECIES, g, p + stride);
      s10 = y.fma(x0, s10);
      s11 = y.fma(x1, s11);
      s12 = y.fma(x2, s12);
      s13 = y.fma(x3, s13);
      y = FloatVector.fromArray(SPECIES, g, p + 2 * stride);
      s20 = y.fma(x0, s20);
      s21 = y.fma(x1, s21);
      s22 = y.fma(x2, s22);
      s23 = y.fma(x3, s23);
      y = FloatVector.fromArray(SPECIES, g, p + 3 * stride);
      s30 = y.fma(x0, s30);
      s31 = y.fma(x1, s31);
      s32 = y.fma(x2, s32);
      s33 = y.fma(x3, s33);
    }
    s00.intoArray(sums, sum);
    s01.intoArray(sums, sum + LANES);
    s02.intoArray(sums, sum + 2 * LANES);
    s03.intoArray(sums, sum + 3 * LANES);
    s10.intoArray(sums, sum + 4 * LANES);
    s11.intoArray(sums, sum + 5 * LANES);
    s12.intoArray(sums, sum + 6 * LANES);
    s13.intoArray(sums, sum + 7 * LANES);
    s20.intoArray(sums, sum + 8 * LANES);
    s21.intoArray(sums, sum + 9 * LANES);
    s22.intoArray(sums, sum + 10 * LANES);
    s23.intoArray(sums, sum + 11 * LANES);
    s30.intoArray(sums, sum + 12 * LANES);
    s31.intoArray(sums, sum + 13 * LANES);
    s32.intoArray(sums, sum + 14 * LANES);
    s33.intoArray(sums, sum + 15 * LANES);
  }

  private static void twoChannels(
      float[] g,
      int at,
      int stride,
      int[] gradientAt,
      float[] x,
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, sums, sum);
    FloatVector s01 = FloatVector.fromArray(SPECIES, sums, sum + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, sums, sum + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, sums, sum + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, sums, sum + 4 * LANES);
    FloatVector s11 = FloatVector.fromArray(SPECIES, sums, sum + 5 * LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, sums, sum + 6 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, sums, sum + 7 * LANES);
    for (int i = from; i < to; i++) {
      int p = at + gradientAt[i];
      int q = inputAt[i];
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, q + t0);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, q + t1);
      FloatVector x2 = FloatVector.fromArray(SPECIES, x, q + t2);
      FloatVector x3 = FloatVector.fromArray(SPECIES, x, q + t3);
      FloatVector y = FloatVector.fromArray(SPECIES, g, p);
      s00 = y.fma(x0, s00);
      s01 = y.fma(x1, s01);
      s02 = y.fma(x2, s02);
      s03 = y.fma(x3, s03);
      y = FloatVector.fromArray(SPECIES, g, p + stride);
      s10 = y.fma(x0, s10);
      s11 = y.fma(x1, s11);
      s12 = y.fma(x2, s12);
      s13 = y.fma(x3, s13);
    }
    s00.intoArray(sums, sum);
    s01.intoArray(sums, sum + LANES);
    s02.intoArray(sums, sum + 2 * LANES);
    s03.intoArray(sums, sum + 3 * LANES);
    s10.intoArray(sums, sum + 4 * LANES);
    s11.intoArray(sums, sum + 5 * LANES);
    s12.intoArray(sums, sum + 6 * LANES);
    s13.intoArray(sums, sum + 7 * LANES);
  }
}
