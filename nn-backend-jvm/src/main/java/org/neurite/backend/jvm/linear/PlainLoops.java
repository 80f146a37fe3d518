package org.neurite.backend.jvm.linear;

/**
 * The innermost loops of a product, shaped for the JIT compiler's vectorizer: every row is an array
 * of its own, indices start at 0, and a block of three rows by three depths is as much as its
 * limits on the size of a loop allow. Products and sums are rounded one by one: a fused
 * multiply-add would exceed those limits, and is emulated, a thousand times slower, where the
 * processor has none.
 *
 * <p>Each element is summed in the order of the depth whatever the block, so that its bits do not
 * depend on how rows are grouped.
 */
final class PlainLoops {
  private PlainLoops() {}

  /** Adds to three rows of the result what three rows of the panel contribute. */
  static void block3x3(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] b0,
      float[] b1,
      float[] b2,
      float a00,
      float a01,
      float a02,
      float a10,
      float a11,
      float a12,
      float a20,
      float a21,
      float a22,
      int count) {
    for (int j = 0; j < count; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      c0[j] = ((c0[j] + a00 * x0) + a01 * x1) + a02 * x2;
      c1[j] = ((c1[j] + a10 * x0) + a11 * x1) + a12 * x2;
      c2[j] = ((c2[j] + a20 * x0) + a21 * x1) + a22 * x2;
    }
  }

  /** Adds to one row of the result what three rows of the panel contribute. */
  static void block1x3(
      float[] c, float[] b0, float[] b1, float[] b2, float a0, float a1, float a2, int count) {
    for (int j = 0; j < count; j++) {
      c[j] = ((c[j] + a0 * b0[j]) + a1 * b1[j]) + a2 * b2[j];
    }
  }

  /**
   * What {@link VectorTiles#multiply} computes, to the bit.
   *
   * @param height rows of the tile: 2, 4 or 8
   * @param width columns that are wanted
   * @param a holds a strip of A: {@code height} numbers for each depth
   * @param at where that strip begins
   * @param b holds a strip of B
   * @param from where that strip begins
   * @param step distance of its depths
   * @param depths number of depths
   * @param c receives the tile
   * @param to index of its first element
   * @param stride distance of its rows
   * @param add whether the tile is added to what is there
   */
  static void tile(
      int height,
      int width,
      float[] a,
      int at,
      float[] b,
      int from,
      int step,
      int depths,
      float[] c,
      int to,
      int stride,
      boolean add) {
    for (int r = 0; r < height; r += 2) {
      int o = to + r * stride;
      int j = 0;
      for (; j + 4 <= width; j += 4) {
        twoByFour(height, a, at + r, b, from + j, step, depths, c, o + j, stride, add);
      }
      for (; j < width; j++) {
        twoByOne(height, a, at + r, b, from + j, step, depths, c, o + j, stride, add);
      }
    }
  }

  private static void twoByFour(
      int height,
      float[] a,
      int at,
      float[] b,
      int from,
      int step,
      int depths,
      float[] c,
      int to,
      int stride,
      boolean add) {
    int next = to + stride;
    float s0 = add ? c[to] : 0;
    float s1 = add ? c[to + 1] : 0;
    float s2 = add ? c[to + 2] : 0;
    float s3 = add ? c[to + 3] : 0;
    float t0 = add ? c[next] : 0;
    float t1 = add ? c[next + 1] : 0;
    float t2 = add ? c[next + 2] : 0;
    float t3 = add ? c[next + 3] : 0;
    int p = at;
    int q = from;
    for (int d = 0; d < depths; d++) {
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
      q += step;
    }
    c[to] = s0;
    c[to + 1] = s1;
    c[to + 2] = s2;
    c[to + 3] = s3;
    c[next] = t0;
    c[next + 1] = t1;
    c[next + 2] = t2;
    c[next + 3] = t3;
  }

  private static void twoByOne(
      int height,
      float[] a,
      int at,
      float[] b,
      int from,
      int step,
      int depths,
      float[] c,
      int to,
      int stride,
      boolean add) {
    float s = add ? c[to] : 0;
    float t = add ? c[to + stride] : 0;
    int p = at;
    int q = from;
    for (int d = 0; d < depths; d++) {
      s = Math.fma(b[q], a[p], s);
      t = Math.fma(b[q], a[p + 1], t);
      p += height;
      q += step;
    }
    c[to] = s;
    c[to + stride] = t;
  }

  /**
   * What {@link VectorRows#multiply} computes, to the bit, and from the same arguments: at least
   * four columns.
   */
  static void product(
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
    for (int i = 0; i < m; i++) {
      int p = at + i * stride;
      int o = to + i * width;
      // A block at the edge overlaps the last one: it computes the same again.
      for (int j = 0; j < columns; j += 4) {
        int column = Math.min(j, columns - 4);
        four(a, p, step, b, from + column, next, depths, c, o + column);
      }
    }
  }

  private static void four(
      float[] a, int at, int step, float[] b, int from, int next, int depths, float[] c, int to) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int p = at;
    int q = from;
    for (int d = 0; d < depths; d++) {
      float x = a[p];
      s0 = Math.fma(b[q], x, s0);
      s1 = Math.fma(b[q + 1], x, s1);
      s2 = Math.fma(b[q + 2], x, s2);
      s3 = Math.fma(b[q + 3], x, s3);
      p += step;
      q += next;
    }
    c[to] = s0;
    c[to + 1] = s1;
    c[to + 2] = s2;
    c[to + 3] = s3;
  }

  /** Scalar product of two ranges. */
  static float dot(float[] a, int from, float[] b, int other, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i <= count - 8; i += 8) {
      s0 += a[from + i] * b[other + i];
      s1 += a[from + i + 1] * b[other + i + 1];
      s2 += a[from + i + 2] * b[other + i + 2];
      s3 += a[from + i + 3] * b[other + i + 3];
      s4 += a[from + i + 4] * b[other + i + 4];
      s5 += a[from + i + 5] * b[other + i + 5];
      s6 += a[from + i + 6] * b[other + i + 6];
      s7 += a[from + i + 7] * b[other + i + 7];
    }
    for (; i < count; i++) {
      s0 += a[from + i] * b[other + i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
