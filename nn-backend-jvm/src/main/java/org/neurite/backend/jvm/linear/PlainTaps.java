package org.neurite.backend.jvm.linear;

/**
 * What {@link VectorTaps} and {@link VectorCorrelation} compute, to the bit and from the same
 * arguments, in plain loops.
 */
final class PlainTaps {
  private PlainTaps() {}

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
    for (int r = 0; r < height; r += 2) {
      for (int j = 0; j < VectorTaps.COLUMNS; j++) {
        float s0 = 0;
        float s1 = 0;
        int p = at + r;
        for (int d = 0; d < depths; d++) {
          float x = b[from + offsets[d] + j];
          s0 = Math.fma(x, a[p], s0);
          s1 = Math.fma(x, a[p + 1], s1);
          p += height;
        }
        c[to + r * stride + j] = s0;
        c[to + (r + 1) * stride + j] = s1;
      }
    }
  }

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
    int lanes = VectorTiles.lanes();
    for (int s = 0; s < channels * VectorCorrelation.TAPS; s++) {
      int offset = shift + taps[tap + s % VectorCorrelation.TAPS];
      int start = at + s / VectorCorrelation.TAPS * stride;
      for (int lane = 0; lane < lanes; lane++) {
        int lanesAt = sum + s * lanes + lane;
        float total = sums[lanesAt];
        for (int i = from; i < to; i++) {
          total = Math.fma(g[start + gradientAt[i] + lane], x[inputAt[i] + offset + lane], total);
        }
        sums[lanesAt] = total;
      }
    }
  }
}
