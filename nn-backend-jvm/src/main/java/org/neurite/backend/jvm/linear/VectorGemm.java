package org.neurite.backend.jvm.linear;

import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Matrix products with the Vector API. Pieces of both operands are packed into strips, side by side
 * by all threads; then tiles of the result are computed in registers. Goto, van de Geijn, "Anatomy
 * of high-performance matrix multiplication" (ACM TOMS 2008). For operands of any kind; where they
 * are matrices with many columns, {@link WideGemm} is faster.
 */
final class VectorGemm implements Gemm, Job {
  private static final int ROWS = LeftOperand.ROWS;
  private static final int STRIP = VectorTiles.COLUMNS;

  /** Most numbers of a packed piece: a second-level cache's size. */
  private static final int MOST = 1 << 18;

  private static final int MOST_COLUMNS = 1024;
  private static final int MOST_DEPTH = 1024;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 12;

  /** Elements that are finished together, in the first-level cache. */
  private static final int HOT = 8192;

  private final Team team;
  private final LeftOperand left;
  private final float[] rights;

  /** For each worker, a tile that can't be computed in place. */
  private final float[][] tiles;

  /** For each worker, some short rows. */
  private final float[][][] panels;

  private PanelSource right = new Matrix(new float[0]);
  private RowSink sink = new Matrix(new float[0]);
  private @Nullable Epilogue finish;

  /** Where the strips of B are, {@link #stripDepths} numbers a column, from {@link #stripStart}. */
  private float[] strips;

  private int stripStart;
  private int stripDepths;
  private boolean byRows;

  private int totalColumns;
  private int column;
  private int columns;
  private int depth;
  private int depths;
  private int row;
  private int rows;
  private boolean packing;

  /** The last blocks of rows, which are packed before all. */
  private int packedBlocks;

  private int parts;

  /**
   * For products of some size.
   *
   * @param team threads to compute with
   * @param left room for {@link #leftSize} numbers
   * @param rights scratch memory, at least {@link #rightSize} numbers
   */
  VectorGemm(Team team, LeftOperand left, float[] rights) {
    this.team = team;
    this.left = left;
    this.rights = rights;
    strips = rights;
    tiles = new float[team.size()][ROWS * STRIP];
    panels = new float[team.size()][ROWS][STRIP];
  }

  /**
   * Gets scratch memory.
   *
   * @param team threads to compute with
   * @param mostRows rows of the largest product
   * @param mostColumns columns of the largest product
   * @param mostDepth depth of the largest product
   */
  VectorGemm(Team team, int mostRows, int mostColumns, int mostDepth) {
    this(
        team,
        new LeftOperand(leftSize(mostRows, mostDepth)),
        new float[rightSize(mostColumns, mostDepth)]);
  }

  /** Numbers of the left operand that have to have room. */
  static int leftSize(int mostRows, int mostDepth) {
    return (int) Math.min(MOST, (long) Gemm.roundUp(mostRows, ROWS) * mostDepth);
  }

  /** Numbers of strips that have to have room. */
  static int rightSize(int mostColumns, int mostDepth) {
    return (int) Math.min(MOST, (long) Gemm.roundUp(mostColumns, STRIP) * mostDepth);
  }

  @Override
  public boolean multiply(
      int m, int n, int k, Matrix a, PanelSource b, RowSink c, @Nullable Epilogue epilogue) {
    left.begin(a, n);
    right = b;
    sink = c;
    totalColumns = n;
    byRows = m >= 2 * ROWS * team.size() || n <= STRIP;
    int width = Gemm.roundUp(Gemm.balanced(n, MOST_COLUMNS), STRIP);
    int thickness = Gemm.balanced(k, Math.min(MOST_DEPTH, MOST / width));
    int height = Gemm.roundUp(Gemm.balanced(m, MOST / thickness / ROWS * ROWS), ROWS);
    boolean finishes = epilogue != null && byRows;
    for (column = 0; column < n; column += width) {
      columns = Math.min(width, n - column);
      for (depth = 0; depth < k; depth += thickness) {
        depths = Math.min(thickness, k - depth);
        locateStrips();
        finish = finishes && depth + depths == k ? epilogue : null;
        for (row = 0; row < m; row += height) {
          rows = Math.min(height, m - row);
          left.move(row, rows, depth, depths);
          multiplyPiece();
        }
      }
    }
    return finishes;
  }

  private void locateStrips() {
    if (right instanceof PackedMatrix packed) {
      strips = packed.strips();
      stripDepths = packed.depths();
      stripStart = column * stripDepths + depth * STRIP;
    } else {
      strips = rights;
      stripDepths = depths;
      stripStart = 0;
    }
  }

  private boolean packsRight() {
    return row == 0 && strips == rights;
  }

  /** Where a thread computes all columns of some rows, it packs those rows just before. */
  private void multiplyPiece() {
    packedBlocks = byRows ? 0 : left.blocksToPack();
    int units = packedBlocks + (packsRight() ? strips() : 0);
    if (units > 0) {
      long elements = (long) depths * (packedBlocks * ROWS + (packsRight() ? columns : 0));
      share(true, units, elements * 2);
    }
    share(false, byRows ? left.blocks() : strips(), (long) rows * depths * columns / SPEED);
  }

  private int strips() {
    return (columns + STRIP - 1) / STRIP;
  }

  private void share(boolean isPacking, int most, long work) {
    packing = isPacking;
    parts = team.parts(work, most);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    if (packing) {
      int total = packedBlocks + (packsRight() ? strips() : 0);
      int to = Team.begin(total, parts, part + 1);
      for (int unit = Team.begin(total, parts, part); unit < to; unit++) {
        if (unit < packedBlocks) {
          left.pack(left.blocks() - packedBlocks + unit);
        } else {
          packRight(unit - packedBlocks, panels[worker]);
        }
      }
    } else if (byRows) {
      int from = Team.begin(left.blocks(), parts, part);
      computeRows(from, Team.begin(left.blocks(), parts, part + 1), worker);
    } else {
      int from = Team.begin(strips(), parts, part);
      compute(0, left.blocks(), from, Team.begin(strips(), parts, part + 1), worker);
    }
  }

  private void packRight(int strip, float[][] panel) {
    int first = strip * STRIP;
    int at = first * depths;
    int count = Math.min(STRIP, columns - first);
    if (right instanceof Matrix b) {
      int start = b.offset + depth * b.rowStride + (column + first) * b.columnStride;
      Packing.columns(b.data, start, b.rowStride, b.columnStride, depths, count, rights, at);
      return;
    }
    for (int d = 0; d < depths; d += ROWS) {
      int lines = Math.min(ROWS, depths - d);
      right.pack(depth + d, 0, lines, column + first, count, panel);
      for (int i = 0; i < lines; i++) {
        System.arraycopy(panel[i], 0, rights, at + (d + i) * STRIP, count);
      }
    }
  }

  /** All columns of some rows, and what remains to be done to them, a few rows at a time. */
  private void computeRows(int from, int to, int worker) {
    int most = Math.max(4, HOT / (ROWS * columns));
    for (int block = from; block < to; block += most) {
      int end = Math.min(block + most, to);
      for (int i = block; i < end; i++) {
        left.pack(i);
      }
      compute(block, end, 0, strips(), worker);
      if (finish != null) {
        finishRows(finish, row + block * ROWS, row + Math.min(end * ROWS, rows), worker);
      }
    }
  }

  private void finishRows(Epilogue epilogue, int from, int to, int worker) {
    if (columns == totalColumns) {
      epilogue.apply(from * totalColumns, to * totalColumns, worker);
      return;
    }
    for (int i = from; i < to; i++) {
      int start = i * totalColumns + column;
      epilogue.apply(start, start + columns, worker);
    }
  }

  private void compute(int fromBlock, int toBlock, int fromStrip, int toStrip, int worker) {
    for (int strip = fromStrip; strip < toStrip; strip++) {
      int first = strip * STRIP;
      int count = Math.min(STRIP, columns - first);
      for (int block = fromBlock; block < toBlock; block++) {
        computeTile(block, first, count, worker);
      }
    }
  }

  private void computeTile(int block, int first, int count, int worker) {
    int top = row + block * ROWS;
    int present = left.present(block);
    int from = stripStart + first * stripDepths;
    if (sink instanceof Matrix c
        && c.columnStride == 1
        && count == STRIP
        && present == left.height(block)) {
      int to = c.offset + top * c.rowStride + column + first;
      left.multiply(block, count, strips, from, c.data, to, c.rowStride, depth > 0);
      return;
    }
    float[] tile = tiles[worker];
    boolean goOn = depth > 0 && sink instanceof Matrix;
    if (goOn) {
      ((Matrix) sink).get(top, present, column + first, count, tile, STRIP);
    }
    left.multiply(block, count, strips, from, tile, 0, STRIP, goOn);
    float[] line = panels[worker][0];
    float[] scratch = panels[worker][1];
    for (int i = 0; i < present; i++) {
      System.arraycopy(tile, i * STRIP, line, 0, count);
      sink.put(top + i, column + first, count, line, goOn || depth == 0, scratch);
    }
  }
}
