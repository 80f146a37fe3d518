package org.neurite.backend.jvm.kernel;

import java.util.Arrays;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Copies a box of elements between two arrays, each with a stride per dimension. Dimensions that
 * follow each other in both arrays are joined; a transposition goes tile by tile.
 */
final class StridedCopy implements Job {
  private static final int TILE = 16;

  /** Quarters of a nanosecond per element. */
  private static final int COST = 2;

  private final float[] source;
  private final float[] target;
  private final Team team;
  private final int[] sizes;
  private final int[] from;
  private final int[] to;
  private int sourceStart;
  private int targetStart;
  private int rank;
  private boolean tiled;
  private int parts;

  StridedCopy(float[] source, float[] target, int rank, Team team) {
    this.source = source;
    this.target = target;
    this.team = team;
    sizes = new int[rank + 1];
    from = new int[rank + 1];
    to = new int[rank + 1];
  }

  /** Starts describing a box; dimensions are added from the innermost. */
  void begin() {
    rank = 0;
    sourceStart = 0;
    targetStart = 0;
  }

  /** Moves where the box begins. */
  void shift(int sourceBy, int targetBy) {
    sourceStart += sourceBy;
    targetStart += targetBy;
  }

  /** Adds the next outer dimension. */
  void dimension(int size, int fromStride, int toStride) {
    if (size == 1) {
      return;
    }
    int last = rank - 1;
    boolean joins =
        last >= 0 && fromStride == from[last] * sizes[last] && toStride == to[last] * sizes[last];
    if (joins) {
      sizes[last] *= size;
    } else {
      sizes[rank] = size;
      from[rank] = fromStride;
      to[rank++] = toStride;
    }
  }

  /** Ends the description. */
  void end() {
    if (rank == 0) {
      sizes[0] = 1;
      from[0] = 1;
      to[0] = 1;
      rank = 1;
    }
    tiled = false;
    if (from[0] != 0 && from[0] != 1) {
      for (int d = 1; d < rank; d++) {
        if (from[d] == 1) {
          swap(sizes, d);
          swap(from, d);
          swap(to, d);
          tiled = true;
          return;
        }
      }
    }
  }

  private static void swap(int[] values, int d) {
    int held = values[1];
    values[1] = values[d];
    values[d] = held;
  }

  /** Copies. */
  void run() {
    long elements = 1;
    for (int d = 0; d < rank; d++) {
      elements *= sizes[d];
    }
    parts = team.parts(elements * COST, sizes[rank - 1]);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int outermost = rank - 1;
    int first = Team.begin(sizes[outermost], parts, part);
    int count = Team.begin(sizes[outermost], parts, part + 1) - first;
    copy(
        outermost,
        sourceStart + first * from[outermost],
        targetStart + first * to[outermost],
        count);
  }

  private void copy(int d, int f, int t, int count) {
    if (d == 0) {
      line(f, t, count);
    } else if (d == 1 && tiled) {
      tiles(f, t, count);
    } else {
      for (int i = 0; i < count; i++) {
        copy(d - 1, f + i * from[d], t + i * to[d], sizes[d - 1]);
      }
    }
  }

  private void line(int f, int t, int count) {
    int step = from[0];
    int stride = to[0];
    if (stride == 1 && step == 1) {
      System.arraycopy(source, f, target, t, count);
    } else if (stride == 1 && step == 0) {
      Arrays.fill(target, t, t + count, source[f]);
    } else {
      for (int i = 0; i < count; i++) {
        target[t + i * stride] = source[f + i * step];
      }
    }
  }

  private void tiles(int f, int t, int count) {
    for (int i = 0; i < count; i += TILE) {
      int rows = Math.min(TILE, count - i);
      for (int j = 0; j < sizes[0]; j += TILE) {
        int columns = Math.min(TILE, sizes[0] - j);
        for (int k = 0; k < rows; k++) {
          line(f + (i + k) * from[1] + j * from[0], t + (i + k) * to[1] + j * to[0], columns);
        }
      }
    }
  }
}
