package org.neurite.backend.jvm.linear;

import org.neurite.backend.jvm.kernel.Geometry;

/**
 * How a convolution, or its gradient by the input, is computed from {@link Planes}: each result is
 * a sum over taps of weights times what lies at the tap's distance. Positions are numbered along
 * the rows of the planes, so that neighbours are neighbours in memory; what lies in the margins is
 * computed too and left out. Loaded only where the Vector API is.
 */
final class DirectConvolution {
  private static final int STRIP = VectorTaps.COLUMNS;
  private static final int ROWS = VectorTaps.ROWS;

  /** How many times as many positions as there are may be computed. */
  private static final int MOST_WASTE = 2;

  private final Planes planes;

  /** Channels that are read, and that are computed. */
  private final int sources;

  private final int channels;
  private final int height;
  private final int width;
  private final int kernelCells;

  /** Distance in the weights of channels that are computed, and of channels that are read. */
  private final int channelStride;

  private final int sourceStride;
  private final int[] offsets;
  private final boolean aligned;
  private final int strips;

  /** All that decides how weights are packed. */
  record Layout(int sources, int channels, int kernelCells, int channelStride, int sourceStride) {}

  private DirectConvolution(
      Planes planes,
      int sources,
      int channels,
      int height,
      int width,
      int kernelCells,
      int channelStride,
      int sourceStride) {
    this.planes = planes;
    this.sources = sources;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.kernelCells = kernelCells;
    this.channelStride = channelStride;
    this.sourceStride = sourceStride;
    offsets = new int[sources * kernelCells];
    aligned = width % STRIP == 0;
    strips =
        aligned
            ? height * (width / STRIP)
            : ((height - 1) * planes.width() + width + STRIP - 1) / STRIP;
  }

  static DirectConvolution forward(Convolution c) {
    Geometry g = c.geometry();
    DirectConvolution direct =
        new DirectConvolution(
            Planes.ofInput(c),
            c.in(),
            c.out(),
            g.outHeight(),
            g.outWidth(),
            g.kernelCells(),
            c.taps(),
            g.kernelCells());
    System.arraycopy(direct.planes.taps(c, 1), 0, direct.offsets, 0, c.taps());
    return direct;
  }

  static DirectConvolution inputGradient(Convolution c) {
    Geometry g = c.geometry();
    DirectConvolution direct =
        new DirectConvolution(
            Planes.ofOutput(c),
            c.out(),
            c.in(),
            g.height(),
            g.width(),
            g.kernelCells(),
            g.kernelCells(),
            c.taps());
    for (int tap = 0; tap < direct.offsets.length; tap++) {
      int cell = tap % g.kernelCells();
      direct.offsets[tap] =
          direct.planes.offset(
              tap / g.kernelCells(),
              g.reachY() - cell / g.kernelWidth() * g.dilationY(),
              g.reachX() - cell % g.kernelWidth() * g.dilationX());
    }
    return direct;
  }

  /** Whether few enough positions are computed in vain, and the gradient has no strides. */
  static boolean suits(Convolution c, boolean forward) {
    Geometry g = c.geometry();
    if (c.isThin()) {
      return false;
    }
    if (!forward && (g.strideY() != 1 || g.strideX() != 1)) {
      return false;
    }
    DirectConvolution direct = forward ? forward(c) : inputGradient(c);
    return (long) direct.strips * STRIP <= MOST_WASTE * (long) direct.positions();
  }

  /** Positions that are computed, those in vain among them. */
  int computed() {
    return strips * STRIP;
  }

  int positions() {
    return height * width;
  }

  /** Blocks of channels that are computed together. */
  int blocks() {
    return (channels + ROWS - 1) / ROWS;
  }

  /** Numbers to lay out one item in, and a strip more, which is read but never used. */
  int placed() {
    return sources * planes.size() + STRIP;
  }

  /** Numbers to pack the weights of a group in. */
  int packed() {
    return blocks() * ROWS * offsets.length;
  }

  /** Numbers to compute a block in. */
  int scratch() {
    return ROWS * strips * STRIP;
  }

  /** Multiply-adds of one item, those in vain among them. */
  long work() {
    return (long) blocks() * ROWS * offsets.length * strips * STRIP;
  }

  /** Lays out one item. */
  void place(float[] source, int from, float[] target) {
    planes.place(source, from, sources, target, 0);
  }

  Layout layout() {
    return new Layout(sources, channels, kernelCells, channelStride, sourceStride);
  }

  /** Packs the weights of a group. */
  void pack(float[] weights, int from, float[] target, int at) {
    for (int block = 0; block < blocks(); block++) {
      int rows = Math.min(ROWS, channels - block * ROWS);
      int rowStart = from + block * ROWS * channelStride;
      int to = at + block * ROWS * offsets.length;
      for (int source = 0; source < sources; source++) {
        Packing.strip(
            weights,
            rowStart + source * sourceStride,
            1,
            channelStride,
            kernelCells,
            rows,
            target,
            to + source * kernelCells * heightOf(block),
            heightOf(block));
      }
    }
  }

  private int heightOf(int block) {
    return Math.min(ROWS, VectorTiles.height(channels - block * ROWS));
  }

  /** Where in an item's result a block begins; the block after the last begins at its end. */
  int start(int block) {
    return Math.min(channels, block * ROWS) * positions();
  }

  /**
   * Computes a block of channels.
   *
   * @param placed the item, laid out
   * @param weights packed weights
   * @param at where those of the group begin
   * @param block which block
   * @param target receives the channels
   * @param to where the item's result begins
   * @param scratch memory of {@link #scratch()} numbers
   */
  void compute(
      float[] placed, float[] weights, int at, int block, float[] target, int to, float[] scratch) {
    int blockHeight = heightOf(block);
    int rows = Math.min(ROWS, channels - block * ROWS);
    int from = at + block * ROWS * offsets.length;
    int first = to + start(block);
    if (aligned && rows == blockHeight) {
      for (int strip = 0; strip < strips; strip++) {
        int position = strip * STRIP;
        int source = position / width * planes.width() + position % width;
        tile(blockHeight, weights, from, placed, source, target, first + position, positions());
      }
      return;
    }
    int stride = strips * STRIP;
    int line = aligned ? width : planes.width();
    for (int strip = 0; strip < strips; strip++) {
      int position = strip * STRIP;
      int source = aligned ? position / width * planes.width() + position % width : position;
      tile(blockHeight, weights, from, placed, source, scratch, position, stride);
    }
    for (int row = 0; row < rows; row++) {
      for (int y = 0; y < height; y++) {
        int result = first + row * positions() + y * width;
        System.arraycopy(scratch, row * stride + y * line, target, result, width);
      }
    }
  }

  private void tile(
      int rows, float[] weights, int at, float[] placed, int from, float[] c, int to, int stride) {
    if (Vectors.CONVOLUTIONS.isDone()) {
      VectorTaps.multiply(rows, weights, at, placed, from, offsets, offsets.length, c, to, stride);
    } else {
      PlainTaps.multiply(rows, weights, at, placed, from, offsets, offsets.length, c, to, stride);
    }
  }
}
