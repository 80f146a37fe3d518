package org.neurite.backend.jvm.linear;

import java.util.Arrays;

/** Lays out pieces of matrices as strips: a few numbers of each depth, depth after depth. */
final class Packing {
  private Packing() {}

  /**
   * Packs numbers that lie anywhere: {@code target[at + d * width + j] = source[from + d *
   * depthStride + j * stride]}, and zeros from {@code count} to {@code width}.
   *
   * @param source the matrix
   * @param from index of its first number
   * @param depthStride distance from one depth to the next
   * @param stride distance of the numbers of one depth
   * @param depths number of depths
   * @param count numbers of each depth
   * @param target receives the strip
   * @param at where it begins
   * @param width its width
   */
  static void strip(
      float[] source,
      int from,
      int depthStride,
      int stride,
      int depths,
      int count,
      float[] target,
      int at,
      int width) {
    if (count < width) {
      Arrays.fill(target, at, at + depths * width, 0);
    }
    if (stride == 1) {
      for (int d = 0; d < depths; d++) {
        System.arraycopy(source, from + d * depthStride, target, at + d * width, count);
      }
      return;
    }
    int j = 0;
    if (depthStride == 1) {
      for (; j + 4 <= count; j += 4) {
        transposeFour(source, from + j * stride, stride, target, at + j, width, depths);
      }
    }
    for (; j < count; j++) {
      spread(source, from + j * stride, depthStride, target, at + j, width, depths);
    }
  }

  private static void transposeFour(
      float[] source, int from, int stride, float[] target, int at, int width, int depths) {
    int p1 = from + stride;
    int p2 = p1 + stride;
    int p3 = p2 + stride;
    for (int d = 0; d < depths; d++) {
      int q = at + d * width;
      target[q] = source[from + d];
      target[q + 1] = source[p1 + d];
      target[q + 2] = source[p2 + d];
      target[q + 3] = source[p3 + d];
    }
  }

  private static void spread(
      float[] source, int from, int depthStride, float[] target, int at, int width, int depths) {
    for (int d = 0; d < depths; d++) {
      target[at + d * width] = source[from + d * depthStride];
    }
  }
}
