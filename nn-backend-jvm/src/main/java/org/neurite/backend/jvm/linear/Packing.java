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
      lines(source, from, depthStride, depths, count, target, at, width);
      return;
    }
    int j = 0;
    if (depthStride == 1) {
      for (; j + 8 <= count; j += 8) {
        eight(source, from + j * stride, stride, target, at + j, width, depths);
      }
      for (; j + 4 <= count; j += 4) {
        four(source, from + j * stride, stride, target, at + j, width, depths);
      }
    }
    for (; j < count; j++) {
      spread(source, from + j * stride, depthStride, target, at + j, width, depths);
    }
  }

  /**
   * Packs a strip of the right operand, {@link VectorTiles#COLUMNS} wide, with vectors where its
   * rows or columns are contiguous. Only where the Vector API is.
   *
   * @param source the matrix
   * @param from index of the strip's first number
   * @param depthStride distance from one depth to the next
   * @param stride distance of the columns
   * @param depths number of depths
   * @param count number of columns
   * @param target receives the strip, and zeros beyond the last column
   * @param at where it begins
   */
  static void columns(
      float[] source,
      int from,
      int depthStride,
      int stride,
      int depths,
      int count,
      float[] target,
      int at) {
    int width = VectorTiles.COLUMNS;
    int done = 0;
    boolean isFull = count == width && Vectors.TILES.isDone();
    if (stride == 1 && isFull) {
      VectorPacking.columns(source, from, depthStride, depths, target, at);
      return;
    }
    if (depthStride == 1 && isFull && VectorTransposition.FITS) {
      done = depths - depths % VectorTransposition.SIDE;
      VectorTransposition.pack(source, from, stride, done, target, at);
    }
    strip(
        source,
        from + done * depthStride,
        depthStride,
        stride,
        depths - done,
        count,
        target,
        at + done * width,
        width);
  }

  /** The numbers of a depth lie side by side. */
  private static void lines(
      float[] source,
      int from,
      int depthStride,
      int depths,
      int count,
      float[] target,
      int at,
      int width) {
    if (count == 8 && width == 8) {
      for (int d = 0; d < depths; d++) {
        copyFour(source, from + d * depthStride, target, at + d * 8);
        copyFour(source, from + d * depthStride + 4, target, at + d * 8 + 4);
      }
    } else if (count == 4 && width == 4) {
      for (int d = 0; d < depths; d++) {
        copyFour(source, from + d * depthStride, target, at + d * 4);
      }
    } else {
      for (int d = 0; d < depths; d++) {
        System.arraycopy(source, from + d * depthStride, target, at + d * width, count);
      }
    }
  }

  /** So few that a call takes longer. */
  private static void copyFour(float[] source, int p, float[] target, int q) {
    target[q] = source[p];
    target[q + 1] = source[p + 1];
    target[q + 2] = source[p + 2];
    target[q + 3] = source[p + 3];
  }

  // Where the width is a constant, the compiler checks indices before the loop instead of within.
  // Each loop is a method of its own: in one method, the compiler treated one of them badly in half
  // of all processes.

  /** Eight numbers of each depth, each number's depths side by side. */
  private static void eight(
      float[] source, int from, int stride, float[] target, int at, int width, int depths) {
    if (width == 8) {
      eightOf8(source, from, stride, target, at, depths);
    } else {
      eightOfAny(source, from, stride, target, at, width, depths);
    }
  }

  private static void eightOf8(
      float[] source, int from, int stride, float[] target, int at, int depths) {
    int p1 = from + stride;
    int p2 = p1 + stride;
    int p3 = p2 + stride;
    int p4 = p3 + stride;
    int p5 = p4 + stride;
    int p6 = p5 + stride;
    int p7 = p6 + stride;
    for (int d = 0; d < depths; d++) {
      int q = at + d * 8;
      target[q] = source[from + d];
      target[q + 1] = source[p1 + d];
      target[q + 2] = source[p2 + d];
      target[q + 3] = source[p3 + d];
      target[q + 4] = source[p4 + d];
      target[q + 5] = source[p5 + d];
      target[q + 6] = source[p6 + d];
      target[q + 7] = source[p7 + d];
    }
  }

  private static void eightOfAny(
      float[] source, int from, int stride, float[] target, int at, int width, int depths) {
    int p1 = from + stride;
    int p2 = p1 + stride;
    int p3 = p2 + stride;
    int p4 = p3 + stride;
    int p5 = p4 + stride;
    int p6 = p5 + stride;
    int p7 = p6 + stride;
    for (int d = 0; d < depths; d++) {
      int q = at + d * width;
      target[q] = source[from + d];
      target[q + 1] = source[p1 + d];
      target[q + 2] = source[p2 + d];
      target[q + 3] = source[p3 + d];
      target[q + 4] = source[p4 + d];
      target[q + 5] = source[p5 + d];
      target[q + 6] = source[p6 + d];
      target[q + 7] = source[p7 + d];
    }
  }

  private static void four(
      float[] source, int from, int stride, float[] target, int at, int width, int depths) {
    if (width == 4) {
      for (int d = 0; d < depths; d++) {
        gatherFour(source, from + d, stride, target, at + d * 4);
      }
    } else {
      for (int d = 0; d < depths; d++) {
        gatherFour(source, from + d, stride, target, at + d * width);
      }
    }
  }

  private static void gatherFour(float[] source, int p, int stride, float[] target, int q) {
    target[q] = source[p];
    target[q + 1] = source[p + stride];
    target[q + 2] = source[p + 2 * stride];
    target[q + 3] = source[p + 3 * stride];
  }

  private static void spread(
      float[] source, int from, int depthStride, float[] target, int at, int width, int depths) {
    for (int d = 0; d < depths; d++) {
      target[at + d * width] = source[from + d * depthStride];
    }
  }
}
