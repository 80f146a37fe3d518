package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Matrix products in loops that the JIT compiler vectorizes, blocked for the caches: a panel of B
 * that fits the second-level cache is laid out row by row, and for three rows of A at a time runs
 * past three rows of C in the first-level cache. Goto, van de Geijn, "Anatomy of high-performance
 * matrix multiplication" (ACM TOMS 2008), with whole rows in place of register tiles. Not
 * thread-safe; workers of its team help.
 */
final class PlainGemm implements Gemm, Job {
  /** Columns of a panel: three rows of C and three of B fit the first-level cache. */
  private static final int COLUMNS = 512;

  /** Rows of a panel: together with its columns, half a second-level cache. */
  private static final int DEPTH = 240;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 8;

  private final Team team;
  private final float[][] panel;
  private final float[][][] rows;
  private final float[] zeros;

  private Matrix left = new Matrix(new float[0]);
  private PanelSource right = left;
  private RowSink sink = left;
  private int height;
  private int column;
  private int columns;
  private int depth;
  private int depths;
  private boolean packing;
  private int parts;

  /**
   * Gets scratch memory.
   *
   * @param team threads to compute with
   * @param mostColumns columns of the largest product
   * @param mostDepth depth of the largest product
   */
  PlainGemm(Team team, int mostColumns, int mostDepth) {
    this.team = team;
    int width = Math.min(COLUMNS, mostColumns);
    panel = new float[Math.min(DEPTH, mostDepth)][width];
    rows = new float[team.size()][4][width];
    zeros = new float[width];
  }

  @Override
  public boolean multiply(
      int m, int n, int k, Matrix a, PanelSource b, RowSink c, @Nullable Epilogue epilogue) {
    left = a;
    right = b;
    sink = c;
    height = m;
    int width = Gemm.balanced(n, COLUMNS);
    int thickness = Gemm.balanced(k, DEPTH);
    for (column = 0; column < n; column += width) {
      columns = Math.min(width, n - column);
      for (depth = 0; depth < k; depth += thickness) {
        depths = Math.min(thickness, k - depth);
        share(true, depths, (long) depths * columns * 2);
        share(false, (m + 2) / 3, (long) m * depths * columns / SPEED);
      }
    }
    return false;
  }

  private void share(boolean isPacking, int most, long work) {
    packing = isPacking;
    parts = team.parts(work, most);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    if (packing) {
      int from = Team.begin(depths, parts, part);
      int to = Team.begin(depths, parts, part + 1);
      right.pack(depth, from, to, column, columns, panel);
    } else {
      int triples = (height + 2) / 3;
      int to = Math.min(height, Team.begin(triples, parts, part + 1) * 3);
      compute(Team.begin(triples, parts, part) * 3, to, rows[worker]);
    }
  }

  private void compute(int from, int to, float[][] c) {
    int i = from;
    for (; i + 3 <= to; i += 3) {
      three(i, c[0], c[1], c[2], c[3]);
    }
    for (; i < to; i++) {
      one(i, c[0], c[3]);
    }
  }

  private void three(int i, float[] c0, float[] c1, float[] c2, float[] scratch) {
    Arrays.fill(c0, 0, columns, 0);
    Arrays.fill(c1, 0, columns, 0);
    Arrays.fill(c2, 0, columns, 0);
    float[] a = left.data;
    int next = left.columnStride;
    int p = left.offset + i * left.rowStride + depth * next;
    int q = p + left.rowStride;
    int r = q + left.rowStride;
    int whole = depths - depths % 3;
    for (int d = 0; d < whole; d += 3) {
      PlainLoops.block3x3(
          c0,
          c1,
          c2,
          panel[d],
          panel[d + 1],
          panel[d + 2],
          a[p],
          a[p + next],
          a[p + 2 * next],
          a[q],
          a[q + next],
          a[q + 2 * next],
          a[r],
          a[r + next],
          a[r + 2 * next],
          columns);
      p += 3 * next;
      q += 3 * next;
      r += 3 * next;
    }
    for (int d = whole; d < depths; d++) {
      PlainLoops.block3x3(
          c0, c1, c2, panel[d], zeros, zeros, a[p], 0, 0, a[q], 0, 0, a[r], 0, 0, columns);
      p += next;
      q += next;
      r += next;
    }
    sink.put(i, column, columns, c0, depth == 0, scratch);
    sink.put(i + 1, column, columns, c1, depth == 0, scratch);
    sink.put(i + 2, column, columns, c2, depth == 0, scratch);
  }

  private void one(int i, float[] c, float[] scratch) {
    Arrays.fill(c, 0, columns, 0);
    float[] a = left.data;
    int next = left.columnStride;
    int p = left.offset + i * left.rowStride + depth * next;
    int whole = depths - depths % 3;
    for (int d = 0; d < whole; d += 3) {
      PlainLoops.block1x3(
          c, panel[d], panel[d + 1], panel[d + 2], a[p], a[p + next], a[p + 2 * next], columns);
      p += 3 * next;
    }
    for (int d = whole; d < depths; d++) {
      PlainLoops.block1x3(c, panel[d], zeros, zeros, a[p], 0, 0, columns);
      p += next;
    }
    sink.put(i, column, columns, c, depth == 0, scratch);
  }
}
