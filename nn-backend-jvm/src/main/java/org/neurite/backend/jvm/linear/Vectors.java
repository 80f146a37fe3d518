package org.neurite.backend.jvm.linear;

import java.util.ArrayList;
import java.util.List;
import org.neurite.backend.jvm.simd.WarmUp;

/** Which loops of this package are compiled. Used only where the Vector API is. */
final class Vectors {
  /** {@link VectorTiles}, {@link VectorRows} and {@link VectorBlocks}. */
  static final WarmUp PRODUCTS = new WarmUp(Vectors::products);

  /** {@link VectorTaps} and {@link VectorCorrelation}. */
  static final WarmUp CONVOLUTIONS = new WarmUp(Vectors::convolutions);

  private static final int DEPTHS = 64;
  private static final int LANES = VectorTiles.lanes();

  /** Columns of the widest loop. */
  private static final int WIDTH = 8 * LANES;

  private Vectors() {}

  private static List<Runnable> products() {
    float[] a = new float[8 * DEPTHS];
    float[] b = new float[WIDTH * DEPTHS];
    float[] c = new float[8 * WIDTH];
    List<Runnable> loops = new ArrayList<>();
    for (int height = 2; height <= VectorTiles.ROWS; height *= 2) {
      int rows = height;
      for (boolean half : new boolean[] {false, true}) {
        loops.add(() -> VectorTiles.multiply(rows, half, a, 0, b, 0, DEPTHS, c, 0, WIDTH, false));
      }
    }
    for (int rows : new int[] {1, 4, 8}) {
      for (int columns : new int[] {LANES, 2 * LANES, WIDTH}) {
        if (rows == 1 || columns < WIDTH) {
          loops.add(
              () ->
                  VectorRows.multiply(
                      rows, columns, a, 0, DEPTHS, 1, b, 0, WIDTH, DEPTHS, c, 0, WIDTH));
        }
      }
    }
    return loops;
  }

  private static List<Runnable> convolutions() {
    float[] a = new float[8 * DEPTHS];
    float[] b = new float[WIDTH * DEPTHS];
    float[] c = new float[8 * WIDTH];
    List<Runnable> loops = new ArrayList<>();
    int[] offsets = new int[DEPTHS];
    for (int height = 2; height <= VectorTaps.ROWS; height *= 2) {
      int rows = height;
      loops.add(() -> VectorTaps.multiply(rows, a, 0, b, 0, offsets, DEPTHS, c, 0, WIDTH));
    }
    for (int height = 2; height <= VectorCorrelation.CHANNELS; height *= 2) {
      int rows = height;
      loops.add(
          () ->
              VectorCorrelation.correlate(
                  rows, b, 0, LANES, offsets, b, 0, offsets, 0, offsets, 0, DEPTHS, c, 0));
    }
    return loops;
  }
}
