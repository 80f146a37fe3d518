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

  /** What is done at one window position. */
  private interface Action {
    void at(int image, int position, int y, int x);
  }

  private final Geometry geometry;
  private final int[][] rows;
  private final int[][] columns;
  private final Team team;
  private final Dim planes;
  private final float[] target;
  private final int targetCells;
  private final boolean clears;
  private Action action = (image, position, y, x) -> {};
  private int total;
  private int parts;

  private PoolKernel(Window window, Shape image, Binding binding, boolean toImage) {
    geometry = Geometry.of(window, image);
    rows = geometry.inside(true);
    columns = geometry.inside(false);
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
        (image, position, y, column) ->
            result[position] = values[kernel.largest(x, image, y, column)];
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
        (image, position, y, column) -> result[kernel.largest(x, image, y, column)] += g[position];
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
        (image, position, y, column) ->
            result[position] =
                kernel.sum(x, image, y, column) / kernel.divisor(op.countPadding(), y, column);
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
        (image, position, y, column) ->
            kernel.spread(
                g[position] / kernel.divisor(op.countPadding(), y, column), image, y, column);
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
        for (int x = 0; x < geometry.outWidth(); x++) {
          action.at(image, position++, y, x);
        }
      }
    }
  }

  /** Where the first kernel cell lies, which may be outside the image. */
  private int origin(int image, int y, int x) {
    int row = y * geometry.strideY() - geometry.padY();
    return image + row * geometry.width() + x * geometry.strideX() - geometry.padX();
  }

  private int largest(float[] x, int image, int y, int column) {
    int origin = origin(image, y, column);
    int best = -1;
    float most = 0;
    for (int ky = rows[y][0]; ky < rows[y][1]; ky++) {
      int line = origin + ky * geometry.dilationY() * geometry.width();
      for (int kx = columns[column][0]; kx < columns[column][1]; kx++) {
        int cell = line + kx * geometry.dilationX();
        if (best < 0 || x[cell] > most) {
          best = cell;
          most = x[cell];
        }
      }
    }
    return best;
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
