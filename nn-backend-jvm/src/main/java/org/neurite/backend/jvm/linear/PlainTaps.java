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
      for (int j = 0; j < VectorTaps.COLUMNS; j += 4) {
        twoByFour(height, a, at + r, b, from + j, offsets, depths, c, to + r * stride + j, stride);
      }
    }
  }

  private static void twoByFour(
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
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float t0 = 0;
    float t1 = 0;
    float t2 = 0;
    float t3 = 0;
    int p = at;
    for (int d = 0; d < depths; d++) {
      int q = from + offsets[d];
      float x = a[p];
      float y = a[p + 1];
      s0 = Math.fma(b[q], x, s0);
      s1 = Math.fma(b[q + 1], x, s1);
      s2 = Math.fma(b[q + 2], x, s2);
      s3 = Math.fma(b[q + 3], x, s3);
      t0 = Math.fma(b[q], y, t0);
      t1 = Math.fma(b[q + 1], y, t1);
      t2 = Math.fma(b[q + 2], y, t2);
      t3 = Math.fma(b[q + 3], y, t3);
      p += height;
    }
    c[to] = s0;
    c[to + 1] = s1;
    c[to + 2] = s2;
    c[to + 3] = s3;
    int next = to + stride;
    c[next] = t0;
    c[next + 1] = t1;
    c[next + 2] = t2;
    c[next + 3] = t3;
  }

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
    int columns = half ? VectorCorrelation.COLUMNS / 2 : VectorCorrelation.COLUMNS;
    for (int t = 0; t < height; t++) {
      int offset = shift + taps[tap + t];
      for (int column = 0; column < columns; column += 4) {
        int first = sum + t * VectorCorrelation.COLUMNS + column;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = from; i < to; i++) {
          int p = at + i * VectorCorrelation.COLUMNS + column;
          float x = input[inputAt[i] + offset];
          s0 = Math.fma(g[p], x, s0);
          s1 = Math.fma(g[p + 1], x, s1);
          s2 = Math.fma(g[p + 2], x, s2);
          s3 = Math.fma(g[p + 3], x, s3);
        }
        sums[first] += s0;
        sums[first + 1] += s1;
        sums[first + 2] += s2;
        sums[first + 3] += s3;
      }
    }
  }
}
