package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.neurite.backend.jvm.kernel.Geometry;

/**
 * Images as planes with room around them, such that the cell under a kernel cell is found at the
 * same distance from every position: {@code offset + y * width() + x}. With strides, the rows and
 * columns that neighbouring positions skip are planes of their own, so that neighbours are always
 * next to each other.
 */
final class Planes {
  private final int sourceHeight;
  private final int sourceWidth;
  private final int strideY;
  private final int strideX;
  private final int marginY;
  private final int marginX;
  private final int height;
  private final int width;

  private Planes(
      int sourceHeight,
      int sourceWidth,
      int strideY,
      int strideX,
      int marginY,
      int marginX,
      int height,
      int width) {
    this.sourceHeight = sourceHeight;
    this.sourceWidth = sourceWidth;
    this.strideY = strideY;
    this.strideX = strideX;
    this.marginY = marginY;
    this.marginX = marginX;
    this.height = height;
    this.width = width;
  }

  /** For the input of a convolution. */
  static Planes ofInput(Convolution convolution) {
    Geometry g = convolution.geometry();
    return new Planes(
        g.height(),
        g.width(),
        g.strideY(),
        g.strideX(),
        g.padY(),
        g.padX(),
        g.outHeight() + g.reachY() / g.strideY(),
        g.outWidth() + g.reachX() / g.strideX());
  }

  /** For the output of a convolution with strides of 1, as seen from the cells of its input. */
  static Planes ofOutput(Convolution convolution) {
    Geometry g = convolution.geometry();
    return new Planes(
        g.outHeight(),
        g.outWidth(),
        1,
        1,
        g.reachY() - g.padY(),
        g.reachX() - g.padX(),
        g.height() + g.reachY(),
        g.width() + g.reachX());
  }

  /** Distance of rows. */
  int width() {
    return width;
  }

  /** Numbers of one channel. */
  int size() {
    return strideY * strideX * height * width;
  }

  /** Where the cell is that lies at a distance from the first one, margins included. */
  int offset(int channel, int y, int x) {
    int plane = (channel * strideY + y % strideY) * strideX + x % strideX;
    return (plane * height + y / strideY) * width + x / strideX;
  }

  /**
   * For each tap of a group of a convolution, its distance from a position; the last one is
   * repeated until there is a multiple of some number.
   */
  int[] taps(Convolution convolution, int multiple) {
    Geometry g = convolution.geometry();
    int count = (convolution.taps() + multiple - 1) / multiple * multiple;
    int[] distances = new int[count];
    int cells = g.kernelCells();
    for (int i = 0; i < count; i++) {
      int tap = Math.min(i, convolution.taps() - 1);
      int y = tap % cells / g.kernelWidth() * g.dilationY();
      int x = tap % cells % g.kernelWidth() * g.dilationX();
      distances[i] = offset(tap / cells, y, x);
    }
    return distances;
  }

  /** Lays out channels. */
  void place(float[] source, int from, int channels, float[] target, int at) {
    Arrays.fill(target, at, at + channels * size(), 0);
    int first = Math.max(0, -marginX);
    int end = Math.min(sourceWidth, strideX * width - marginX);
    for (int channel = 0; channel < channels; channel++) {
      for (int y = Math.max(0, -marginY); y < sourceHeight; y++) {
        if (y + marginY >= strideY * height) {
          break;
        }
        int line = from + (channel * sourceHeight + y) * sourceWidth;
        for (int phase = 0; phase < strideX; phase++) {
          // The first cell of the line that lies in this plane.
          int x = first + Math.floorMod(phase - first - marginX, strideX);
          if (x < end) {
            int to = at + offset(channel, y + marginY, x + marginX);
            copy(source, line + x, strideX, target, to, (end - 1 - x) / strideX + 1);
          }
        }
      }
    }
  }

  private static void copy(float[] source, int from, int step, float[] target, int to, int count) {
    if (step == 1) {
      System.arraycopy(source, from, target, to, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[to + i] = source[from + i * step];
    }
  }
}
