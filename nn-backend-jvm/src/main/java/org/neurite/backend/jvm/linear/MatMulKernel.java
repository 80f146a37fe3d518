package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.kernel.Forms;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;

/** Matrix products, one or a batch of them, with either operand transposed. */
public final class MatMulKernel implements Kernel, Job {
  private final LinearOps.MatMul op;
  private final Team team;
  private final Dim batch;
  private final Dim rows;
  private final Dim columns;
  private final Dim depth;
  private final @Nullable Epilogue epilogue;

  /** The right operand where it doesn't change. */
  private final @Nullable PackedMatrix packed;

  private final Worker caller;
  private final Worker[] workers;
  private int count;
  private int m;
  private int n;
  private int k;
  private int parts;

  private MatMulKernel(LinearOps.MatMul op, Binding binding, @Nullable Epilogue epilogue) {
    this.op = op;
    this.epilogue = epilogue;
    this.team = binding.resources().team();
    Shape a = binding.shape(0);
    Shape result = binding.outputShape();
    batch = result.subShape(0, result.rank() - 2).elements();
    rows = result.dim(-2);
    columns = result.dim(-1);
    depth = a.dim(op.transposeA() ? -2 : -1);
    packed = batch.isOne() && Simd.isAvailable() ? packed(op, binding) : null;
    caller = new Worker(binding, team);
    workers = new Worker[batch.isOne() ? 0 : team.size()];
    Arrays.setAll(workers, w -> new Worker(binding, Team.alone()));
  }

  private @Nullable PackedMatrix packed(LinearOps.MatMul op, Binding binding) {
    Forms forms = binding.forms(1);
    if (forms == null || columns.batch() || depth.batch()) {
      return null;
    }
    int across = (int) columns.at(1);
    int down = (int) depth.at(1);
    boolean isDots = across <= Product.FEW && (op.transposeB() || across == 1);
    boolean pays = forms.isLasting() || op.transposeB() || binding.most(rows) > SmallProduct.FLAT;
    if (isDots || !pays || !PackedMatrix.fits(down, across)) {
      return null;
    }
    return op.transposeB()
        ? PackedMatrix.of(binding, 1, down, across, 1, down)
        : PackedMatrix.of(binding, 1, down, across, across, 1);
  }

  /**
   * Binds a matrix product.
   *
   * @param op the operation
   * @param binding its operands and result
   * @param epilogue what remains to be done to the elements of the result
   * @return the kernel
   */
  public static Kernel of(LinearOps.MatMul op, Binding binding, @Nullable Epilogue epilogue) {
    return new MatMulKernel(op, binding, epilogue);
  }

  @Override
  public void run(int batchSize, long step) {
    count = (int) batch.at(batchSize);
    m = (int) rows.at(batchSize);
    n = (int) columns.at(batchSize);
    k = (int) depth.at(batchSize);
    if (epilogue == null) {
      multiply(null);
      return;
    }
    epilogue.resolve(batchSize);
    if (!multiply(count == 1 ? epilogue : null)) {
      epilogue.run(batchSize, step);
    }
  }

  private boolean multiply(@Nullable Epilogue finish) {
    if (count < 2 * team.size() || team.size() == 1) {
      return caller.multiply(0, count, finish) && finish != null;
    }
    parts = team.parts((long) count * m * n * k / 4, count);
    team.run(this, parts);
    return false;
  }

  @Override
  public void run(int part, int worker) {
    int from = Team.begin(count, parts, part);
    workers[worker].multiply(from, Team.begin(count, parts, part + 1), null);
  }

  /** Views and scratch memory of one thread. */
  private final class Worker {
    private final Matrix a;
    private final Matrix b;
    private final Matrix c;
    private final Product product;

    Worker(Binding binding, Team helpers) {
      a = new Matrix(binding.input(0));
      b = new Matrix(binding.input(1));
      c = new Matrix(binding.output());
      product =
          new Product(helpers, binding.most(rows), binding.most(columns), binding.most(depth));
    }

    boolean multiply(int from, int to, @Nullable Epilogue finish) {
      boolean finished = false;
      for (int i = from; i < to; i++) {
        a.set(i * m * k, op.transposeA() ? 1 : k, op.transposeA() ? m : 1);
        b.set(i * k * n, op.transposeB() ? 1 : n, op.transposeB() ? k : 1);
        c.set(i * m * n, n, 1);
        finished =
            packed == null
                ? product.multiply(m, n, k, a, b, c, finish)
                : product.multiply(m, a, packed, c, finish);
      }
      return finished;
    }
  }
}
