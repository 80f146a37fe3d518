package org.neurite.backend.jvm.reduce;

import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Reduction;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/** Index of the largest element along an axis; the first of equals. */
public final class ArgMaxKernel implements Kernel, Job {
  private static final int COST = 4;

  private final float[] source;
  private final float[] target;
  private final Team team;
  private final Dim results;
  private final Dim size;
  private final Dim inner;
  private int total;
  private int length;
  private int stride;
  private int parts;

  private ArgMaxKernel(Reduction.ArgMax op, Binding binding) {
    Shape shape = binding.shape(0);
    source = binding.input(0);
    target = binding.output();
    team = binding.resources().team();
    results = binding.outputShape().elements();
    size = shape.dim(op.axis());
    inner = shape.subShape(op.axis() + 1, shape.rank()).elements();
  }

  /**
   * Binds the operation.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel of(Reduction.ArgMax op, Binding binding) {
    return new ArgMaxKernel(op, binding);
  }

  @Override
  public void run(int n, long step) {
    total = (int) results.at(n);
    length = (int) size.at(n);
    stride = (int) inner.at(n);
    parts = team.parts((long) total * length * COST, total);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int to = Team.begin(total, parts, part + 1);
    for (int i = Team.begin(total, parts, part); i < to; i++) {
      target[i] = first(i / stride * stride * length + i % stride);
    }
  }

  private int first(int start) {
    int best = 0;
    float largest = source[start];
    for (int i = 1; i < length; i++) {
      float value = source[start + i * stride];
      if (value > largest) {
        largest = value;
        best = i;
      }
    }
    return best;
  }
}
