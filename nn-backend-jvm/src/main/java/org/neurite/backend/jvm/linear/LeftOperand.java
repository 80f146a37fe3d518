package org.neurite.backend.jvm.linear;

/**
 * Some rows and depths of the left operand of a product with the Vector API, in blocks of {@link
 * #ROWS} rows: packed, or read where they are. Until the JIT compiler has compiled {@link
 * VectorTiles}, tiles are computed by plain loops with the same roundings, so that nobody waits and
 * no bit changes.
 */
final class LeftOperand {
  /** Rows of a block, but for the last. */
  static final int ROWS = VectorTiles.ROWS;

  private static final int STRIP = VectorTiles.COLUMNS;

  private final float[] packed;
  private Matrix source = new Matrix(new float[0]);
  private boolean inPlace;
  private int row;
  private int rows;
  private int depth;
  private int depths;

  /**
   * Gets memory.
   *
   * @param size of the largest piece that is packed, its rows a multiple of {@link #ROWS}
   */
  LeftOperand(int size) {
    packed = new float[size];
  }

  /**
   * Tells what will be multiplied.
   *
   * @param a the operand
   * @param columns those of the right operand
   */
  void begin(Matrix a, int columns) {
    source = a;
    inPlace = a.columnStride == 1 && columns <= VectorLines.MOST_COLUMNS && Vectors.TILES.isDone();
  }

  /** Goes to a piece. */
  void move(int newRow, int newRows, int newDepth, int newDepths) {
    row = newRow;
    rows = newRows;
    depth = newDepth;
    depths = newDepths;
  }

  int blocks() {
    return (rows + ROWS - 1) / ROWS;
  }

  /** How many blocks have to be packed, the last ones. */
  int blocksToPack() {
    return inPlace ? (rows % ROWS + ROWS - 1) / ROWS : blocks();
  }

  /** How many rows of a block there are. */
  int present(int block) {
    return Math.min(ROWS, rows - block * ROWS);
  }

  /** Rows of the tile that a block is computed in: 2, 4 or 8. */
  int height(int block) {
    return Math.min(ROWS, VectorTiles.height(rows - block * ROWS));
  }

  private boolean isInPlace(int block) {
    return inPlace && rows - block * ROWS >= ROWS;
  }

  private int start(int block) {
    return source.offset + (row + block * ROWS) * source.rowStride + depth * source.columnStride;
  }

  /** Packs a block, unless it is read where it is. */
  void pack(int block) {
    if (isInPlace(block)) {
      return;
    }
    int count = present(block);
    int at = block * ROWS * depths;
    if (source.rowStride == 1 && count == ROWS && Vectors.TILES.isDone()) {
      VectorPacking.rows(source.data, start(block), source.columnStride, depths, packed, at);
      return;
    }
    Packing.strip(
        source.data,
        start(block),
        source.columnStride,
        source.rowStride,
        depths,
        count,
        packed,
        at,
        height(block));
  }

  /**
   * Multiplies a block by a strip.
   *
   * @param block which one
   * @param count columns of the strip that are wanted
   * @param b holds the strip
   * @param from where it begins
   * @param c receives a tile of {@link #height} rows
   * @param to index of its first element
   * @param stride distance of its rows
   * @param add whether the tile is added to what is there
   */
  void multiply(
      int block, int count, float[] b, int from, float[] c, int to, int stride, boolean add) {
    boolean half = 2 * count <= STRIP;
    int height = height(block);
    int at = block * ROWS * depths;
    if (isInPlace(block)) {
      VectorLines.multiply(
          half, source.data, start(block), source.rowStride, b, from, depths, c, to, stride, add);
    } else if (Vectors.TILES.isDone()) {
      VectorTiles.multiply(height, half, packed, at, b, from, depths, c, to, stride, add);
    } else {
      PlainLoops.tile(height, count, packed, at, b, from, STRIP, depths, c, to, stride, add);
    }
  }
}
