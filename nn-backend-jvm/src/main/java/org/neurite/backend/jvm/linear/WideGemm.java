package org.neurite.backend.jvm.linear;

import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Products of matrices with many columns, with the Vector API. All threads pack the left operand,
 * in pieces that are large: it is read from beginning to end for every few columns, which the
 * third-level cache is fast enough for. Then each thread takes columns of its own, a few strips at
 * a time, which it packs and keeps in its second-level cache: no part of B goes from one
 * processor's cache to another's, and elements of the result are seldom gone back to.
 */
final class WideGemm implements Job {
  private static final int ROWS = LeftOperand.ROWS;
  private static final int STRIP = VectorTiles.COLUMNS;

  /** Most numbers of the left operand that are packed at a time. */
  private static final int MOST_LEFT = 1 << 20;

  /** Most numbers of strips that a thread keeps at a time: a quarter of a second-level cache. */
  private static final int MOST_RIGHT = 1 << 16;

  /** Most strips: beyond, longer pieces of rows are not read or written any faster. */
  private static final int MOST_STRIPS = 8;

  private static final int MOST_DEPTH = MOST_RIGHT / Math.max(32, STRIP);

  /** Depths that pieces have room for, so that it pays to add to tiles that are in memory. */
  private static final int LEAST_DEPTH = 256;

  /** Columns from which on it pays to finish a part of a row by itself. */
  private static final int LONG = 256;

  /** Depths from which on that takes little time beside the product: it costs a call for each. */
  private static final int DEEP = 512;

  /** How much taller than wide a result may be; rows of taller ones are better shared instead. */
  private static final int TALLEST = 4;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 12;

  private final Team team;
  private final LeftOperand left;

  /** For each worker, strips of B. */
  private final float[] rights;

  private final int rightsOfWorker;

  /** For each worker, a tile that can't be computed in place. */
  private final float[][] tiles;

  private PanelSource right = new Matrix(new float[0]);
  private Matrix result = new Matrix(new float[0]);
  private @Nullable Epilogue finish;
  private int columns;
  private int row;
  private int rows;
  private int depth;
  private int depths;
  private boolean packing;
  private int parts;

  /**
   * For products of some size.
   *
   * @param team threads to compute with
   * @param left room for {@link #leftSize} numbers
   * @param rights scratch memory, at least {@link #rightSize} numbers
   */
  WideGemm(Team team, LeftOperand left, float[] rights) {
    this.team = team;
    this.left = left;
    this.rights = rights;
    rightsOfWorker = rights.length / team.size();
    tiles = new float[team.size()][ROWS * STRIP];
  }

  /** Numbers of the left operand that have to have room. */
  static int leftSize(Team team, int mostRows, int mostColumns, int mostDepth) {
    int rows = (int) Math.min(mostRows, tallest(team.size(), mostColumns));
    return (int) Math.min(MOST_LEFT, (long) Gemm.roundUp(rows, ROWS) * mostDepth);
  }

  /** Numbers of strips that have to have room. */
  static int rightSize(Team team, int mostColumns, int mostDepth) {
    int columns = tallest(team.size(), mostColumns) == 0 ? 0 : Gemm.roundUp(mostColumns, STRIP);
    long most = (long) Math.min(MOST_STRIPS * STRIP, columns) * mostDepth;
    return team.size() * (int) Math.min(MOST_RIGHT, most);
  }

  /** Most rows of a result of some columns for which this is faster than {@link VectorGemm}. */
  private static long tallest(int threads, int n) {
    if (n < 2 * STRIP * threads) {
      return 0;
    }
    return n > VectorLines.MOST_COLUMNS ? TALLEST * (long) n : threads > 1 ? n / 2 : 0;
  }

  /**
   * Whether a product is of the kind that is computed here: not much higher than wide, with columns
   * enough for all threads.
   *
   * @param m rows of the result
   * @param n columns of the result
   * @param k the depth
   * @param finishes whether there is an epilogue
   * @return whether this is faster than {@link VectorGemm}
   */
  boolean suits(int m, int n, int k, boolean finishes) {
    boolean canFinish = n >= LONG * team.size() && k >= DEEP;
    return m <= tallest(team.size(), n) && (canFinish || !finishes);
  }

  /**
   * Multiplies, and applies the epilogue.
   *
   * @param m rows of A and C
   * @param n columns of B and C
   * @param k columns of A, rows of B
   * @param a left operand
   * @param b right operand, a matrix or what was packed of one
   * @param c takes the result; its columns are contiguous
   * @param epilogue what remains to be done to each element
   */
  void multiply(
      int m, int n, int k, Matrix a, PanelSource b, Matrix c, @Nullable Epilogue epilogue) {
    left.begin(a, n);
    right = b;
    result = c;
    columns = n;
    int most = MOST_LEFT / Math.min(k, LEAST_DEPTH) / ROWS * ROWS;
    int height = Gemm.roundUp(Gemm.balanced(m, most), ROWS);
    int thickness = Gemm.balanced(k, Math.min(MOST_DEPTH, MOST_LEFT / height));
    for (row = 0; row < m; row += height) {
      rows = Math.min(height, m - row);
      for (depth = 0; depth < k; depth += thickness) {
        depths = Math.min(thickness, k - depth);
        finish = depth + depths == k ? epilogue : null;
        left.move(row, rows, depth, depths);
        multiplyPiece();
      }
    }
  }

  private void multiplyPiece() {
    int blocks = left.blocksToPack();
    if (blocks > 0) {
      packing = true;
      parts = team.parts((long) blocks * ROWS * depths * 2, blocks);
      team.run(this, parts);
    }
    packing = false;
    int most = finish == null ? strips() : columns / LONG / team.size() * team.size();
    parts = team.parts((long) rows * depths * columns / SPEED, most);
    team.run(this, parts);
  }

  private int strips() {
    return (columns + STRIP - 1) / STRIP;
  }

  @Override
  public void run(int part, int worker) {
    if (packing) {
      int first = left.blocks() - left.blocksToPack();
      int to = Team.begin(left.blocksToPack(), parts, part + 1);
      for (int block = Team.begin(left.blocksToPack(), parts, part); block < to; block++) {
        left.pack(first + block);
      }
      return;
    }
    int from = Team.begin(strips(), parts, part);
    int to = Team.begin(strips(), parts, part + 1);
    int most = Math.max(1, Math.min(MOST_STRIPS, MOST_RIGHT / (STRIP * depths)));
    for (int strip = from; strip < to; strip += most) {
      compute(strip, Math.min(strip + most, to), worker);
    }
    if (finish != null) {
      int end = Math.min(to * STRIP, columns);
      for (int i = row; i < row + rows; i++) {
        finish.apply(i * columns + from * STRIP, i * columns + end, worker);
      }
    }
  }

  /** All rows of some columns. */
  private void compute(int fromStrip, int toStrip, int worker) {
    float[] strips = rights;
    int distance = STRIP * depths;
    int start = worker * rightsOfWorker;
    if (right instanceof PackedMatrix packed) {
      strips = packed.strips();
      distance = STRIP * packed.depths();
      start = fromStrip * distance + depth * STRIP;
    } else {
      pack((Matrix) right, fromStrip, toStrip, start);
    }
    int blocks = left.blocks();
    for (int block = 0; block < blocks; block++) {
      for (int strip = fromStrip; strip < toStrip; strip++) {
        computeTile(block, strip, strips, start + (strip - fromStrip) * distance, tiles[worker]);
      }
    }
  }

  private void pack(Matrix b, int fromStrip, int toStrip, int start) {
    for (int strip = fromStrip; strip < toStrip; strip++) {
      int first = strip * STRIP;
      Packing.columns(
          b.data,
          b.offset + depth * b.rowStride + first * b.columnStride,
          b.rowStride,
          b.columnStride,
          depths,
          Math.min(STRIP, columns - first),
          rights,
          start + (strip - fromStrip) * STRIP * depths);
    }
  }

  private void computeTile(int block, int strip, float[] strips, int from, float[] tile) {
    int first = strip * STRIP;
    int count = Math.min(STRIP, columns - first);
    int present = left.present(block);
    boolean add = depth > 0;
    int to = result.offset + (row + block * ROWS) * result.rowStride + first;
    int stride = result.rowStride;
    if (count == STRIP && present == left.height(block)) {
      left.multiply(block, count, strips, from, result.data, to, stride, add);
      return;
    }
    if (add) {
      result.get(row + block * ROWS, present, first, count, tile, STRIP);
    }
    left.multiply(block, count, strips, from, tile, 0, STRIP, add);
    for (int i = 0; i < present; i++) {
      System.arraycopy(tile, i * STRIP, result.data, to + i * stride, count);
    }
  }
}
