package org.neurite.backend.jvm.reduce;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Composite;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Cross-entropy of the softmax of logits with target distributions: losses and their gradient by
 * the logits.
 */
public final class CrossEntropyKernel implements Kernel, Job {
  private static final int COST = 20;

  private final float[] logits;
  private final float[] targets;
  private final float @Nullable [] losses;
  private final float @Nullable [] gradient;
  private final Team team;
  private final Dim elements;
  private final Dim width;
  private final SoftmaxRows[] scratch;
  private int length;
  private int groups;
  private int rows;
  private int parts;

  private CrossEntropyKernel(Binding binding) {
    Shape shape = binding.shape(0);
    logits = binding.input(0);
    targets = binding.input(1);
    losses = binding.output(0);
    gradient = binding.output(1);
    team = binding.resources().team();
    elements = shape.elements();
    width = shape.dim(-1);
    scratch = new SoftmaxRows[team.size()];
    int most = binding.most(width);
    Arrays.setAll(scratch, w -> new SoftmaxRows(binding.resources().loops(), most));
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
      SoftmaxRows mine = scratch[worker];
      mine.compute(logits, row * length, count, length, losses != null);
      for (int r = 0; r < count; r++) {
        int at = (row + r) * length;
        if (losses != null) {
          losses[row + r] = mine.crossEntropy(r, targets, at);
        }
        if (gradient != null) {
          mine.gradient(r, targets, gradient, at);
        }
      }
    }
  }
}
