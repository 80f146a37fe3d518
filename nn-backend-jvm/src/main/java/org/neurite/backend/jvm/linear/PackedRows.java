package org.neurite.backend.jvm.linear;

import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * A few rows times a matrix that is packed: nothing but reading that matrix once for each row,
 * which is what a single prediction takes its time for.
 */
final class PackedRows implements Job {
  /** More rows than these are faster as a product that uses what it reads for all of them. */
  static final int MOST = 3;

  private static final int STRIP = VectorTiles.COLUMNS;

  /** Strips that are read side by side, for sums enough to hide the time of a multiplication. */
  private static final int GROUP = VectorRows.STRIPS;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 4;

  private final Team team;
  private final float[][] tiles;
  private Matrix left = new Matrix(new float[0]);
  private Matrix result = left;
  private float[] strips = left.data;
  private int m;
  private int n;
  private int depths;
  private int parts;

  PackedRows(Team team) {
    this.team = team;
    tiles = new float[team.size()][GROUP * STRIP];
  }

  /** Multiplies; the columns of the result must be contiguous. */
  void multiply(int rows, Matrix a, PackedMatrix b, Matrix c) {
    m = rows;
    n = b.columns();
    depths = b.depths();
    left = a;
    strips = b.strips();
    result = c;
    parts = team.parts((long) m * n * depths / SPEED, groups());
    team.run(this, parts);
  }

  private int groups() {
    return (n + GROUP * STRIP - 1) / (GROUP * STRIP);
  }

  @Override
  public void run(int part, int worker) {
    int to = Team.begin(groups(), parts, part + 1);
    for (int group = Team.begin(groups(), parts, part); group < to; group++) {
      int column = group * GROUP * STRIP;
      int columns = Math.min(GROUP * STRIP, n - column);
      for (int row = 0; row < m; row++) {
        int at = left.offset + row * left.rowStride;
        int target = result.offset + row * result.rowStride + column;
        if (columns % STRIP == 0) {
          compute(at, column, columns, result.data, target);
        } else {
          compute(at, column, columns, tiles[worker], 0);
          System.arraycopy(tiles[worker], 0, result.data, target, columns);
        }
      }
    }
  }

  private void compute(int at, int column, int columns, float[] c, int to) {
    int count = (columns + STRIP - 1) / STRIP;
    int from = column * depths;
    int step = left.columnStride;
    if (Vectors.ROWS.isDone()) {
      VectorRows.strips(count, left.data, at, step, strips, from, depths, c, to);
      return;
    }
    for (int strip = 0; strip < count; strip++) {
      int first = strip * STRIP;
      int begin = from + first * depths;
      PlainLoops.product(
          1, STRIP, left.data, at, 0, step, strips, begin, STRIP, depths, c, to + first, 0);
    }
  }
}
