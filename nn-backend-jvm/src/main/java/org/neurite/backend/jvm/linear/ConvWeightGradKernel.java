package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;

/**
 * Gradient of a convolution by its weight: for each image and group the output gradient times the
 * patches transposed. Images are cut into a few batches, whose number depends on shapes alone, with
 * a sum each; the sums are added in order.
 */
public final class ConvWeightGradKernel implements Kernel, Job {
  private static final int MOST_BATCHES = 8;

  /** Memory for the sums of all batches: 4 MB. */
  private static final int MOST_ELEMENTS = 1 << 20;

  private final Convolution convolution;
  private final Team team;
  private final float[] result;
  private final float[][] sums;
  private final Worker[] workers;
  private int images;
  private int batches;
  private int parts;

  private ConvWeightGradKernel(Convolution convolution, Binding binding) {
    this.convolution = convolution;
    team = binding.resources().team();
    result = binding.output();
    int fitting = Math.max(1, MOST_ELEMENTS / convolution.weights());
    int most = Math.min(Math.min(MOST_BATCHES, fitting), binding.most(convolution.images()));
    sums = new float[most][];
    sums[0] = result;
    for (int b = 1; b < most; b++) {
      sums[b] = new float[convolution.weights()];
    }
    workers = new Worker[most == 1 ? 1 : team.size()];
    Arrays.setAll(workers, w -> new Worker(most == 1 ? team : Team.alone(), binding));
  }

  /**
   * Binds the gradient.
   *
   * @param op the operation
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel of(LinearOps.ConvWeightGrad op, Binding binding) {
    Convolution convolution =
        Convolution.of(op.window(), op.groups(), binding.shape(0), binding.shape(1).size(1));
    if (Simd.isAvailable() && DirectWeightGradKernel.suits(convolution)) {
      return new DirectWeightGradKernel(convolution, binding);
    }
    return convolution.isThin()
        ? ThinConvKernel.weightGrad(convolution, binding)
        : new ConvWeightGradKernel(convolution, binding);
  }

  @Override
  public void run(int n, long step) {
    images = (int) convolution.images().at(n);
    batches = Math.min(sums.length, images);
    if (sums.length == 1) {
      workers[0].compute(0, images, result);
      return;
    }
    parts = team.parts(convolution.work() * images * convolution.groups() / 8, batches);
    team.run(this, parts);
    for (int b = 1; b < batches; b++) {
      add(sums[b], result);
    }
  }

  private static void add(float[] more, float[] sum) {
    for (int i = 0; i < more.length; i++) {
      sum[i] += more[i];
    }
  }

  @Override
  public void run(int part, int worker) {
    int to = Team.begin(batches, parts, part + 1);
    for (int b = Team.begin(batches, parts, part); b < to; b++) {
      int from = Team.begin(images, batches, b);
      workers[worker].compute(from, Team.begin(images, batches, b + 1), sums[b]);
    }
  }

  /** Views and scratch memory of one thread. */
  private final class Worker {
    private final Matrix gradient;
    private final PatchRows input;
    private final Matrix sum;
    private final RowSink adder;
    private final Gemm gemm;

    Worker(Team helpers, Binding binding) {
      input = new PatchRows(convolution, binding.input(0));
      gradient = new Matrix(binding.input(1));
      sum = new Matrix(result);
      adder =
          (row, column, count, values, first, more) ->
              sum.put(row, column, count, values, false, more);
      gemm = Gemm.of(helpers, convolution.out(), convolution.taps(), convolution.positions());
    }

    void compute(int from, int to, float[] target) {
      sum.data = target;
      Arrays.fill(target, 0, convolution.weights(), 0);
      for (int item = from * convolution.groups(); item < to * convolution.groups(); item++) {
        input.at(convolution.inputStart(item));
        gradient.set(convolution.outputStart(item), convolution.positions(), 1);
        sum.set(convolution.weightStart(item), convolution.taps(), 1);
        gemm.multiply(
            convolution.out(),
            convolution.taps(),
            convolution.positions(),
            gradient,
            input,
            adder,
            null);
      }
    }
  }
}
