// long: one algorithm, all parts of which share what is being multiplied
package org.neurite.backend.jvm.linear;

import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;

/**
 * Matrix products with the Vector API. Pieces of both operands are packed into strips, side by side
 * by all threads; then tiles of the result are computed in registers. Goto, van de Geijn, "Anatomy
 * of high-performance matrix multiplication" (ACM TOMS 2008). Rows of A that meet few columns are
 * not packed but read where they are ({@link VectorLines}). Where a few rows meet many columns,
 * each thread packs and uses columns of its own.
 *
 * <p>Until the JIT compiler has compiled {@link VectorTiles}, which {@link Simd} sees to, the same
 * tiles are computed by plain loops with the same roundings, so that nobody waits and no bit
 * changes.
 */
final class VectorGemm implements Gemm, Job {
  private static final int ROWS = VectorTiles.ROWS;
  private static final int STRIP = VectorTiles.COLUMNS;

  /** Most numbers of a packed piece: a second-level cache's size. */
  private static final int MOST = 1 << 18;

  private static final int MOST_COLUMNS = 1024;
  private static final int MOST_DEPTH = 1024;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 12;

  /** Elements that are finished together, in the first-level cache. */
  private static final int HOT = 8192;

  /** Columns from which on it pays to finish a part of a row by itself. */
  private static final int LONG = 256;

  /** Depths from which on it pays to add to a tile that is in memory. */
  private static final int LEAST_DEPTH = 256;

  private final Team team;
  private final float[] lefts;
  private final float[] rights;

  /** For each worker, a tile that can't be computed in place. */
  private final float[][] tiles;

  /** For each worker, some short rows. */
  private final float[][][] panels;

  private Matrix left = new Matrix(new float[0]);
  private PanelSource right = left;
  private RowSink sink = left;
  private @Nullable Epilogue finish;

  /** Where the strips of B are, {@link #stripDepths} numbers a column, from {@link #stripStart}. */
  private float[] strips;

  private int stripStart;
  private int stripDepths;
  private boolean byRows;

  /** Whether each thread packs strips of B just before it alone uses them. */
  private boolean ownStrips;

  /** Whether rows of A are read where they are, except those of a block that has fewer. */
  private boolean inPlace;

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

  VectorGemm(Team team, int mostRows, int mostColumns, int mostDepth) {
    this.team = team;
    lefts = new float[packed(mostRows, ROWS, mostDepth)];
    rights = new float[packed(mostColumns, STRIP, mostDepth)];
    strips = rights;
    tiles = new float[team.size()][ROWS * STRIP];
    panels = new float[team.size()][ROWS][STRIP];
  }

  private static int packed(int size, int width, int depth) {
    return (int) Math.min(MOST, (long) roundUp(size, width) * depth);
  }

  private static int roundUp(int size, int width) {
    return (size + width - 1) / width * width;
  }

  @Override
  public boolean multiply(
      int m, int n, int k, Matrix a, PanelSource b, RowSink c, @Nullable Epilogue epilogue) {
    left = a;
    right = b;
    sink = c;
    totalColumns = n;
    inPlace = a.columnStride == 1 && n <= VectorLines.MOST_COLUMNS && Vectors.TILES.isDone();
    int ownDepth = ownDepth(m, n, k, epilogue);
    ownStrips = ownDepth > 0;
    byRows = !ownStrips && (m >= 2 * ROWS * team.size() || n <= STRIP);
    int width = ownStrips ? n : roundUp(Gemm.balanced(n, MOST_COLUMNS), STRIP);
    int thickness = ownStrips ? ownDepth : Gemm.balanced(k, Math.min(MOST_DEPTH, MOST / width));
    int height = roundUp(Gemm.balanced(m, MOST / thickness / ROWS * ROWS), ROWS);
    boolean finishes = epilogue != null && (byRows || ownStrips);
    for (column = 0; column < n; column += width) {
      columns = Math.min(width, n - column);
      for (depth = 0; depth < k; depth += thickness) {
        depths = Math.min(thickness, k - depth);
        locateStrips();
        finish = finishes && depth + depths == k ? epilogue : null;
        for (row = 0; row < m; row += height) {
          rows = Math.min(height, m - row);
          multiplyPiece();
        }
      }
    }
    return finishes;
  }

  /**
   * For a few rows times many columns, the depth of the pieces in which each thread takes columns
   * of its own, so that no part of B goes from one processor's cache to another's; else 0.
   */
  private int ownDepth(int m, int n, int k, @Nullable Epilogue epilogue) {
    int threads = team.size();
    boolean isWide = 2 * m <= n && n >= 2 * STRIP * threads;
    boolean finishes = epilogue == null || n >= LONG * Team.mostParts(threads);
    boolean isPlain = sink instanceof Matrix && !(right instanceof PackedMatrix);
    if (threads == 1 || !isPlain || !isWide || !finishes) {
      return 0;
    }
    int most = Math.min(lefts.length / roundUp(m, ROWS), rights.length / (STRIP * threads));
    int piece = Gemm.balanced(k, Math.max(1, Math.min(MOST_DEPTH, most)));
    return piece == k || piece >= LEAST_DEPTH ? piece : 0;
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
    return row == 0 && strips == rights && !ownStrips;
  }

  /** Where a thread computes all columns of some rows, it packs those rows just before. */
  private void multiplyPiece() {
    packedBlocks = byRows ? 0 : inPlace ? (rows % ROWS + ROWS - 1) / ROWS : blocks();
    int units = packedBlocks + (packsRight() ? strips() : 0);
    if (units > 0) {
      long elements = (long) depths * (packedBlocks * ROWS + (packsRight() ? columns : 0));
      share(true, units, elements * 2);
    }
    share(false, byRows ? blocks() : strips(), (long) rows * depths * columns / SPEED);
  }

  private int blocks() {
    return (rows + ROWS - 1) / ROWS;
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
          packLeft(blocks() - packedBlocks + unit);
        } else {
          int strip = unit - packedBlocks;
          packRight(strip, worker, strip * STRIP * depths);
        }
      }
    } else if (ownStrips) {
      computeStrips(
          Team.begin(strips(), parts, part), Team.begin(strips(), parts, part + 1), worker);
    } else if (byRows) {
      int from = Team.begin(blocks(), parts, part);
      computeRows(from, Team.begin(blocks(), parts, part + 1), worker);
    } else {
      int from = Team.begin(strips(), parts, part);
      compute(0, blocks(), from, Team.begin(strips(), parts, part + 1), worker);
    }
  }

  private int heightOf(int block) {
    return Math.min(ROWS, VectorTiles.height(rows - block * ROWS));
  }

  private boolean isInPlace(int top) {
    return inPlace && rows - top >= ROWS;
  }

  /** Where the first number of some rows of A is. */
  private int leftStart(int top) {
    return left.offset + (row + top) * left.rowStride + depth * left.columnStride;
  }

  private void packLeft(int block) {
    int first = block * ROWS;
    if (isInPlace(first)) {
      return;
    }
    int start = leftStart(first);
    int count = Math.min(ROWS, rows - first);
    int at = first * depths;
    if (left.rowStride == 1 && count == ROWS && Vectors.TILES.isDone()) {
      VectorTiles.pack(left.data, start, left.columnStride, depths, lefts, at);
      return;
    }
    Packing.strip(
        left.data,
        start,
        left.columnStride,
        left.rowStride,
        depths,
        count,
        lefts,
        at,
        heightOf(block));
  }

  private void packRight(int strip, int worker, int at) {
    int first = strip * STRIP;
    int count = Math.min(STRIP, columns - first);
    if (right instanceof Matrix b) {
      int start = b.offset + depth * b.rowStride + (column + first) * b.columnStride;
      Packing.columns(b.data, start, b.rowStride, b.columnStride, depths, count, rights, at);
      return;
    }
    float[][] panel = panels[worker];
    for (int d = 0; d < depths; d += ROWS) {
      int lines = Math.min(ROWS, depths - d);
      right.pack(depth + d, 0, lines, column + first, count, panel);
      for (int i = 0; i < lines; i++) {
        System.arraycopy(panel[i], 0, rights, at + (d + i) * STRIP, count);
      }
    }
  }

  /** All rows of some columns, and what remains to be done to them. */
  private void computeStrips(int from, int to, int worker) {
    for (int strip = from; strip < to; strip++) {
      packRight(strip, worker, worker * STRIP * depths);
      compute(0, blocks(), strip, strip + 1, worker);
    }
    if (finish != null) {
      int end = Math.min(to * STRIP, columns);
      for (int i = 0; i < rows; i++) {
        finish.apply(i * totalColumns + from * STRIP, i * totalColumns + end, worker);
      }
    }
  }

  /** All columns of some rows, and what remains to be done to them, a few rows at a time. */
  private void computeRows(int from, int to, int worker) {
    int most = Math.max(4, HOT / (ROWS * columns));
    for (int block = from; block < to; block += most) {
      int end = Math.min(block + most, to);
      for (int i = block; i < end; i++) {
        packLeft(i);
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
        computeTile(block * ROWS, heightOf(block), first, count, worker);
      }
    }
  }

  private void computeTile(int top, int height, int first, int count, int worker) {
    int present = Math.min(height, rows - top);
    if (sink instanceof Matrix c && c.columnStride == 1 && count == STRIP && present == height) {
      int to = c.offset + (row + top) * c.rowStride + column + first;
      tile(top, height, first, count, c.data, to, c.rowStride, depth > 0, worker);
      return;
    }
    float[] tile = tiles[worker];
    boolean goOn = depth > 0 && sink instanceof Matrix;
    if (goOn) {
      ((Matrix) sink).get(row + top, present, column + first, count, tile, STRIP);
    }
    tile(top, height, first, count, tile, 0, STRIP, goOn, worker);
    float[] line = panels[worker][0];
    float[] scratch = panels[worker][1];
    for (int i = 0; i < present; i++) {
      System.arraycopy(tile, i * STRIP, line, 0, count);
      sink.put(row + top + i, column + first, count, line, goOn || depth == 0, scratch);
    }
  }

  private void tile(
      int top,
      int height,
      int first,
      int count,
      float[] c,
      int to,
      int stride,
      boolean add,
      int worker) {
    int at = top * depths;
    int from = ownStrips ? worker * STRIP * depths : stripStart + first * stripDepths;
    boolean half = 2 * count <= STRIP;
    if (isInPlace(top)) {
      int line = left.rowStride;
      VectorLines.multiply(
          half, left.data, leftStart(top), line, strips, from, depths, c, to, stride, add);
    } else if (Vectors.TILES.isDone()) {
      VectorTiles.multiply(height, half, lefts, at, strips, from, depths, c, to, stride, add);
    } else {
      PlainLoops.tile(height, count, lefts, at, strips, from, STRIP, depths, c, to, stride, add);
    }
  }
}
