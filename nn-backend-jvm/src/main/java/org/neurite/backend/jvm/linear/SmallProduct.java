package org.neurite.backend.jvm.linear;

import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Small, flat and narrow products with the Vector API: the left operand is read where it is, and so
 * is the right one if its rows are contiguous and fill a vector; else that one is copied first.
 */
final class SmallProduct implements Job {
  private static final int LANES = VectorRows.LANES;

  /** Rows up to which packing the right operand doesn't pay, however large that is. */
  static final int FLAT = 32;

  /** Multiply-adds up to which packing doesn't pay whatever the form. */
  private static final int SMALL = 1 << 15;

  /** Most numbers of a right operand that is copied: half a first-level cache. */
  private static final int MOST_COPIED = 4096;

  private static final int CHUNK = 8 * LANES;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 6;

  private final Team team;
  private final float[] copy;
  private final float[][] tiles;

  private Matrix left = new Matrix(new float[0]);
  private Matrix result = left;
  private float[] right = left.data;
  private int rightStart;
  private int rightStride;
  private int m;
  private int n;
  private int k;
  private boolean byColumns;
  private int parts;

  SmallProduct(Team team, int mostColumns, int mostDepth) {
    this.team = team;
    int most = Math.max(LANES, mostColumns);
    copy = new float[(int) Math.min(MOST_COPIED, (long) most * mostDepth)];
    tiles = new float[team.size()][8 * LANES];
  }

  /** Whether a product is of the kind that is computed here. */
  static boolean suits(int m, int n, int k, Matrix b) {
    boolean small = m <= FLAT || n <= LANES || (long) m * n * k <= SMALL;
    return small && (isInPlace(n, b) || (long) k * Math.max(n, LANES) <= MOST_COPIED);
  }

  private static boolean isInPlace(int n, Matrix b) {
    return n >= LANES && b.columnStride == 1;
  }

  /** Multiplies; {@link #suits} must hold, and the columns of the result be contiguous. */
  void multiply(int rows, int columns, int depth, Matrix a, Matrix b, Matrix c) {
    m = rows;
    n = columns;
    k = depth;
    left = a;
    result = c;
    if (isInPlace(n, b)) {
      right = b.data;
      rightStart = b.offset;
      rightStride = b.rowStride;
    } else {
      right = copy;
      rightStart = 0;
      rightStride = Math.max(n, LANES);
      Packing.strip(b.data, b.offset, b.rowStride, b.columnStride, k, n, copy, 0, rightStride);
    }
    byColumns = n >= 2 * CHUNK;
    int most = byColumns ? n / CHUNK : (m + 7) / 8;
    parts = team.parts((long) m * k * Math.max(n, LANES) / SPEED, most);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    if (byColumns) {
      int from = Team.begin(n / CHUNK, parts, part) * CHUNK;
      int to = part + 1 == parts ? n : Team.begin(n / CHUNK, parts, part + 1) * CHUNK;
      compute(0, m, from, to - from);
      return;
    }
    int blocks = (m + 7) / 8;
    int from = Team.begin(blocks, parts, part) * 8;
    int to = Math.min(m, Team.begin(blocks, parts, part + 1) * 8);
    if (n >= LANES) {
      compute(from, to, 0, n);
    } else {
      for (int row = from; row < to; row += 8) {
        computeNarrow(row, Math.min(8, to - row), tiles[worker]);
      }
    }
  }

  private void compute(int from, int to, int column, int columns) {
    int start = result.offset + from * result.rowStride + column;
    compute(from, to - from, column, columns, result.data, start, result.rowStride);
  }

  /** Rows shorter than a vector: with zeros at the end, into a tile. */
  private void computeNarrow(int row, int count, float[] tile) {
    compute(row, count, 0, LANES, tile, 0, LANES);
    float[] c = result.data;
    for (int i = 0; i < count; i++) {
      int to = result.offset + (row + i) * result.rowStride;
      for (int j = 0; j < n; j++) {
        c[to + j] = tile[i * LANES + j];
      }
    }
  }

  private void compute(int row, int rows, int column, int columns, float[] c, int to, int stride) {
    int at = left.offset + row * left.rowStride;
    int from = rightStart + column;
    if (Vectors.ROWS.isDone()) {
      VectorRows.multiply(
          rows,
          columns,
          left.data,
          at,
          left.rowStride,
          left.columnStride,
          right,
          from,
          rightStride,
          k,
          c,
          to,
          stride);
      return;
    }
    PlainLoops.product(
        rows,
        columns,
        left.data,
        at,
        left.rowStride,
        left.columnStride,
        right,
        from,
        rightStride,
        k,
        c,
        to,
        stride);
  }
}
