package org.neurite.backend.jvm.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;

/** Pooling and its gradients, one image plane after the other. */
public final class PoolKernel implements Kernel, Job {
  private static final int COST_PER_CELL = 4;

  /** What is done along one row of window positions. */
  private interface RowAction {
    void run(int image, int position, int y, int worker);
  }

  /** The same for pairs of lines, numbered through all planes. */
  private interface PairAction {
    void run(int from, int to);
  }

  private final Geometry geometry;
  private final int[][] rows;
  private final int[][] columns;

  /** For each worker, a cell for each window of a row. */
  private final int[][] winners;

  private final Team team;
  private final Dim planes;
  private final float[] target;
  private final int targetCells;
  private final boolean clears;
  private RowAction action = (image, position, y, worker) -> {};
  private @Nullable PairAction pairs;
  private int total;
  private int parts;
  private boolean fast;

  private PoolKernel(Window window, Shape image, Binding binding, boolean toImage) {
    geometry = Geometry.of(window, image);
    rows = geometry.inside(true);
    columns = geometry.inside(false);
    winners = new int[binding.workers()][columns.length];
    team = binding.resources().team();
    planes = image.subShape(0, 2).elements();
    target = binding.output();
    targetCells = toImage ? geometry.cells() : geometry.positions();
    clears = toImage;
  }

  /**
   * Binds picking at the largest cell.
   *
   * @param op the operation
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel maxPick(PoolOps.MaxPick op, Binding binding) {
    PoolKernel kernel = new PoolKernel(op.window(), binding.shape(0), binding, false);
    float[] x = binding.input(0);
    float[] values = binding.input(1);
    float[] result = binding.output();
    kernel.action =
        (image, position, y, worker) -> kernel.pick(x, values, result, image, position, y, worker);
    if (kernel.meetsPairs()) {
      int width = kernel.columns.length;
      kernel.pairs = (from, to) -> VectorPool.pick(x, values, result, from, to, width);
    }
    return kernel;
  }

  /**
   * Binds adding at the largest cell.
   *
   * @param op the operation
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel maxScatter(PoolOps.MaxScatter op, Binding binding) {
    PoolKernel kernel = new PoolKernel(op.window(), binding.shape(0), binding, true);
    float[] x = binding.input(0);
    float[] g = binding.input(1);
    float[] result = binding.output();
    kernel.action =
        (image, position, y, worker) -> kernel.scatter(x, g, result, image, position, y, worker);
    if (kernel.meetsPairs()) {
      int width = kernel.columns.length;
      kernel.pairs = (from, to) -> VectorPool.scatter(x, g, result, from, to, width);
    }
    return kernel;
  }

  /**
   * Binds means of windows.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel average(PoolOps.AvgPool op, Binding binding) {
    PoolKernel kernel = new PoolKernel(op.window(), binding.shape(0), binding, false);
    float[] x = binding.input(0);
    float[] result = binding.output();
    kernel.action =
        (image, position, y, worker) -> {
          for (int column = 0; column < kernel.columns.length; column++) {
            result[position + column] =
                kernel.sum(x, image, y, column) / kernel.divisor(op.countPadding(), y, column);
          }
        };
    return kernel;
  }

  /**
   * Binds the gradient of means of windows.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel averageGrad(PoolOps.AvgPoolGrad op, Binding binding) {
    PoolKernel kernel = new PoolKernel(op.window(), binding.outputShape(), binding, true);
    float[] g = binding.input(0);
    kernel.action =
        (image, position, y, worker) -> {
          for (int column = 0; column < kernel.columns.length; column++) {
            float share = g[position + column] / kernel.divisor(op.countPadding(), y, column);
            kernel.spread(share, image, y, column);
          }
        };
    return kernel;
  }

  /** Whether windows of two by two cells meet without gaps, and there are vectors for them. */
  private boolean meetsPairs() {
    return Simd.isAvailable()
        && geometry.kernelHeight() == 2
        && geometry.kernelWidth() == 2
        && geometry.strideY() == 2
        && geometry.strideX() == 2
        && geometry.dilationY() == 1
        && geometry.dilationX() == 1
        && geometry.padY() == 0
        && geometry.padX() == 0
        && geometry.height() == 2 * geometry.outHeight()
        && geometry.width() == 2 * geometry.outWidth();
  }

  @Override
  public void run(int n, long step) {
    total = (int) planes.at(n);
    fast = pairs != null && VectorPool.WARM_UP.isDone();
    long cells = (long) total * geometry.positions() * geometry.kernelCells();
    parts = team.parts(cells * COST_PER_CELL, total);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int height = geometry.outHeight();
    int from = Team.begin(total, parts, part) * height;
    int to = Team.begin(total, parts, part + 1) * height;
    if (pairs != null && fast) {
      int end = Math.max(from, to - VectorPool.guard(columns.length));
      pairs.run(from, end);
      if (clears) {
        int line = 4 * columns.length;
        Arrays.fill(target, end * line, to * line, 0);
      }
      from = end;
    } else if (clears) {
      Arrays.fill(target, from / height * targetCells, to / height * targetCells, 0);
    }
    for (int row = from; row < to; row++) {
      int image = row / height * geometry.cells();
      action.run(image, row * geometry.outWidth(), row % height, worker);
    }
  }

  /** Where the first kernel cell of a window lies, which may be outside the image. */
  private int origin(int image, int y, int x) {
    int row = y * geometry.strideY() - geometry.padY();
    return image + row * geometry.width() + x * geometry.strideX() - geometry.padX();
  }

  private void pick(
      float[] x, float[] values, float[] result, int image, int position, int y, int worker) {
    int[] cells = winners[worker];
    largest(x, image, y, cells);
    for (int column = 0; column < columns.length; column++) {
      result[position + column] = values[cells[column]];
    }
  }

  private void scatter(
      float[] x, float[] g, float[] result, int image, int position, int y, int worker) {
    int[] cells = winners[worker];
    largest(x, image, y, cells);
    for (int column = 0; column < columns.length; column++) {
      result[cells[column]] += g[position + column];
    }
  }

  /** For each window of a row, the first of its largest cells; one kernel cell after the other. */
  private void largest(float[] x, int image, int y, int[] best) {
    int lineStep = geometry.dilationY() * geometry.width();
    int line = origin(image, y, 0) + rows[y][0] * lineStep;
    for (int column = 0; column < columns.length; column++) {
      int first = columns[column][0] * geometry.dilationX();
      best[column] = line + column * geometry.strideX() + first;
    }
    for (int ky = rows[y][0]; ky < rows[y][1]; ky++) {
      for (int kx = 0; kx < geometry.kernelWidth(); kx++) {
        int left = geometry.left(kx);
        int stride = geometry.strideX();
        int end = Geometry.endInside(left, stride, geometry.width(), columns.length);
        int from = line + kx * geometry.dilationX();
        challenge(x, from, stride, Geometry.firstInside(left, stride), end, best);
      }
      line += lineStep;
    }
  }

  /** Without jumps, which random data would make expensive. */
  private static void challenge(float[] x, int from, int stride, int first, int end, int[] best) {
    for (int column = first; column < end; column++) {
      int cell = from + column * stride;
      int holder = best[column];
      int wins = x[cell] > x[holder] ? 1 : 0;
      best[column] = holder + ((cell - holder) & -wins);
    }
  }

  private float sum(float[] x, int image, int y, int column) {
    int origin = origin(image, y, column);
    float sum = 0;
    for (int ky = rows[y][0]; ky < rows[y][1]; ky++) {
      int line = origin + ky * geometry.dilationY() * geometry.width();
      for (int kx = columns[column][0]; kx < columns[column][1]; kx++) {
        sum += x[line + kx * geometry.dilationX()];
      }
    }
    return sum;
  }

  private void spread(float share, int image, int y, int column) {
    int origin = origin(image, y, column);
    for (int ky = rows[y][0]; ky < rows[y][1]; ky++) {
      int line = origin + ky * geometry.dilationY() * geometry.width();
      for (int kx = columns[column][0]; kx < columns[column][1]; kx++) {
        target[line + kx * geometry.dilationX()] += share;
      }
    }
  }

  private int divisor(boolean countPadding, int y, int x) {
    return countPadding
        ? geometry.kernelCells()
        : (rows[y][1] - rows[y][0]) * (columns[x][1] - columns[x][0]);
  }
}
