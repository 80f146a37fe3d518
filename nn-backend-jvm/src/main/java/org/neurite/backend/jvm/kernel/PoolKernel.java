package org.neurite.backend.jvm.kernel;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/** Pooling and its gradients, one image plane after the other. */
public final class PoolKernel implements Kernel, Job {
  private static final int COST_PER_CELL = 4;

  /** What is done along one row of window positions. */
  private interface RowAction {
    void run(int image, int position, int y, int worker);
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
  private int total;
  private int parts;

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

  @Override
  public void run(int n, long step) {
    total = (int) planes.at(n);
    long cells = (long) total * geometry.positions() * geometry.kernelCells();
    parts = team.parts(cells * COST_PER_CELL, total);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int to = Team.begin(total, parts, part + 1);
    for (int plane = Team.begin(total, parts, part); plane < to; plane++) {
      if (clears) {
        Arrays.fill(target, plane * targetCells, (plane + 1) * targetCells, 0);
      }
      int image = plane * geometry.cells();
      int position = plane * geometry.positions();
      for (int y = 0; y < geometry.outHeight(); y++) {
        action.run(image, position, y, worker);
        position += geometry.outWidth();
      }
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
