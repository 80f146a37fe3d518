package org.neurite.backend.jvm.linear;

import java.util.ArrayList;
import java.util.List;
import org.neurite.backend.jvm.simd.LoopFamily;

/** Which loops of this package are compiled. Used only where the Vector API is. */
final class Vectors {
  /** Multiplications of vectors that each loop does at a time. */
  private static final int WORK = 256;

  /**
   * The same for products: so many that loops run long. After a few dozen rounds a call, the JIT
   * compiler makes code of {@link VectorLines}, every other time, that takes a fifth longer.
   */
  private static final int WORK_OF_PRODUCTS = 2048;

  /** Ten times what that takes once it is compiled. */
  private static final long NANOS_OF_PRODUCTS = 10_000;

  /** Of {@link VectorTiles}, {@link VectorLines} and what packs for them. */
  static final LoopFamily TILES = new LoopFamily(Vectors::tiles, NANOS_OF_PRODUCTS);

  /** {@link VectorRows} and {@link VectorBlocks}. */
  static final LoopFamily ROWS = new LoopFamily(Vectors::rows);

  /** {@link VectorTaps}, {@link VectorCorrelation} and {@link VectorChannels}. */
  static final LoopFamily CONVOLUTIONS = new LoopFamily(Vectors::convolutions);

  private static final int LANES = VectorTiles.lanes();

  private Vectors() {}

  private static List<Runnable> tiles() {
    float[] a = new float[WORK_OF_PRODUCTS];
    float[] b = new float[WORK_OF_PRODUCTS * LANES];
    float[] c = new float[8 * VectorTiles.COLUMNS];
    float[] d = new float[WORK_OF_PRODUCTS * LANES];
    int stride = VectorTiles.COLUMNS;
    List<Runnable> loops = new ArrayList<>();
    for (int height = 2; height <= VectorTiles.ROWS; height *= 2) {
      int rows = height;
      int depths = WORK_OF_PRODUCTS / (2 * rows);
      for (boolean half : new boolean[] {false, true}) {
        loops.add(() -> VectorTiles.multiply(rows, half, a, 0, b, 0, depths, c, 0, stride, half));
      }
    }
    int depths = WORK_OF_PRODUCTS / VectorTiles.ROWS;
    for (boolean half : new boolean[] {false, true}) {
      loops.add(() -> VectorLines.multiply(half, a, 0, 1, b, 0, depths, c, 0, stride, half));
    }
    if (VectorTransposition.FITS) {
      int side = VectorTransposition.SIDE;
      float[] strip = new float[8 * side * stride];
      loops.add(() -> VectorTransposition.pack(b, 0, 8 * side, 8 * side, strip, 0));
    }
    loops.add(() -> VectorPacking.rows(b, 0, VectorTiles.ROWS, depths, d, 0));
    loops.add(() -> VectorPacking.columns(b, 0, stride, depths / 2, d, 0));
    return loops;
  }

  private static List<Runnable> rows() {
    float[] a = new float[WORK];
    float[] b = new float[WORK * LANES];
    float[] c = new float[8 * 8 * LANES];
    List<Runnable> loops = new ArrayList<>();
    for (int rows : new int[] {1, 4, 8}) {
      for (int vectors : new int[] {1, rows == 1 ? 8 : 2}) {
        int width = vectors * LANES;
        int depths = WORK / (rows * vectors);
        loops.add(
            () ->
                VectorRows.multiply(
                    rows, width, a, 0, depths, 1, b, 0, width, depths, c, 0, width));
      }
    }
    for (int strips : new int[] {1, VectorRows.STRIPS}) {
      int depths = WORK / (2 * strips);
      loops.add(() -> VectorRows.strips(strips, a, 0, 1, b, 0, depths, c, 0));
    }
    return loops;
  }

  private static List<Runnable> convolutions() {
    float[] a = new float[WORK];
    float[] b = new float[WORK * LANES];
    float[] c = new float[WORK * LANES];
    int[] offsets = new int[WORK];
    int stride = VectorTaps.COLUMNS;
    List<Runnable> loops = new ArrayList<>();
    for (int height = 2; height <= VectorTaps.ROWS; height *= 2) {
      int rows = height;
      int depths = WORK / (2 * rows);
      loops.add(() -> VectorTaps.multiply(rows, a, 0, b, 0, offsets, depths, c, 0, stride));
    }
    for (int height = 2; height <= VectorCorrelation.CHANNELS; height *= 2) {
      int rows = height;
      int runs = WORK / (VectorCorrelation.TAPS * rows);
      loops.add(
          () ->
              VectorCorrelation.correlate(
                  rows, b, 0, LANES, offsets, b, 0, offsets, 0, offsets, 0, runs, c, 0));
    }
    for (int height = 4; height <= VectorChannels.TAPS; height *= 2) {
      int rows = height;
      int positions = WORK / (2 * rows);
      for (boolean half : new boolean[] {false, true}) {
        loops.add(
            () ->
                VectorChannels.multiply(
                    rows, half, b, 0, b, 0, offsets, 0, offsets, 0, positions, c, 0));
      }
    }
    return loops;
  }
}
