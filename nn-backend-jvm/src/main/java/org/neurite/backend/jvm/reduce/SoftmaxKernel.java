package org.neurite.backend.jvm.reduce;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Composite;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.elementwise.Blocks;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/** Softmax or its logarithm along the last axis. */
public final class SoftmaxKernel implements Kernel, Job {
  private static final int COST = 16;

  private final float[] x;
  private final float[] y;
  private final boolean logarithm;
  private final Team team;
  private final Dim elements;
  private final Dim width;
  private final SoftmaxRows[] scratch;
  private final double[][] logs;
  private int length;
  private int groups;
  private int rows;
  private int parts;

  private SoftmaxKernel(Binding binding, boolean logarithm) {
    Shape shape = binding.shape(0);
    this.x = binding.input(0);
    this.y = binding.output();
    this.logarithm = logarithm;
    this.team = binding.resources().team();
    this.elements = shape.elements();
    this.width = shape.dim(-1);
    this.scratch = new SoftmaxRows[team.size()];
    Arrays.setAll(scratch, w -> new SoftmaxRows());
    this.logs = new double[team.size()][Blocks.BLOCK];
  }

  /**
   * Binds {@code softmax} or {@code log_softmax} along the last axis.
   *
   * @param op the composite
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel of(Composite op, Binding binding) {
    return new SoftmaxKernel(binding, op.name().equals("log_softmax"));
  }

  @Override
  public void run(int n, long step) {
    length = (int) width.at(n);
    int total = (int) elements.at(n);
    rows = total / length;
    int together = SoftmaxRows.rowsAtOnce(length);
    groups = (rows + together - 1) / together;
    parts = team.parts((long) total * COST, groups);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int together = SoftmaxRows.rowsAtOnce(length);
    int to = Team.begin(groups, parts, part + 1);
    for (int group = Team.begin(groups, parts, part); group < to; group++) {
      int row = group * together;
      rows(row, Math.min(together, rows - row), worker);
    }
  }

  private void rows(int row, int count, int worker) {
    double[] sums = logs[worker];
    scratch[worker].apply(x, row * length, count, length, logarithm ? null : y, sums);
    if (logarithm) {
      for (int r = 0; r < count; r++) {
        subtract((row + r) * length, length, sums[r]);
      }
    }
  }

  private void subtract(int start, int count, double log) {
    for (int i = start; i < start + count; i++) {
      y[i] = (float) (x[i] - log);
    }
  }
}
