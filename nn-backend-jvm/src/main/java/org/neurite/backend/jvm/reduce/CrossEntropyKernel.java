package org.neurite.backend.jvm.reduce;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Composite;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.elementwise.Blocks;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/** Cross-entropy of the softmax of logits with target distributions: loss and probabilities. */
public final class CrossEntropyKernel implements Kernel, Job {
  private static final int COST = 20;

  private final float[] logits;
  private final float[] targets;
  private final float @Nullable [] losses;
  private final float @Nullable [] probabilities;
  private final Team team;
  private final Dim elements;
  private final Dim width;
  private final SoftmaxRows[] scratch;
  private final double[][] logs;
  private int length;
  private int groups;
  private int rows;
  private int parts;

  private CrossEntropyKernel(Binding binding) {
    Shape shape = binding.shape(0);
    logits = binding.input(0);
    targets = binding.input(1);
    losses = binding.output(0);
    probabilities = binding.output(1);
    team = binding.resources().team();
    elements = shape.elements();
    width = shape.dim(-1);
    scratch = new SoftmaxRows[team.size()];
    Arrays.setAll(scratch, w -> new SoftmaxRows());
    logs = new double[team.size()][Blocks.BLOCK];
  }

  /**
   * Binds {@code softmax_cross_entropy}.
   *
   * @param op the composite
   * @param binding its operands and results
   * @return the kernel
   */
  public static Kernel of(Composite op, Binding binding) {
    return new CrossEntropyKernel(binding);
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
      int count = Math.min(together, rows - row);
      double[] sums = logs[worker];
      scratch[worker].apply(logits, row * length, count, length, probabilities, sums);
      for (int r = 0; losses != null && r < count; r++) {
        losses[row + r] = loss((row + r) * length, sums[r]);
      }
    }
  }

  /** Minus the sum of targets times log-probabilities. */
  private float loss(int start, double log) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += targets[i] * (log - logits[i]);
    }
    return (float) sum;
  }
}
