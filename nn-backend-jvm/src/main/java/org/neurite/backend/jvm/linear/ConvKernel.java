package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;

/**
 * Convolution and its gradient by the input where {@link DirectConvolution} does not suit, as one
 * matrix product per image and group: weights times patches, and transposed weights times output
 * gradient, added up into patches.
 */
public final class ConvKernel implements Kernel, Job {
  private final Convolution convolution;
  private final Team team;

  /** Computes items one after the other with the whole team. */
  private final Worker together;

  /** Compute different items at the same time. */
  private final Worker[] apart;

  private int items;
  private int parts;

  private ConvKernel(Convolution convolution, boolean forward, Binding binding) {
    this.convolution = convolution;
    this.team = binding.resources().team();
    // A gradient's rows overlap in the image: they are added up by one thread.
    together = worker(forward ? team : Team.alone(), forward, binding);
    apart = new Worker[team.size()];
    Arrays.setAll(apart, w -> worker(Team.alone(), forward, binding));
  }

  private Worker worker(Team helpers, boolean forward, Binding binding) {
    return forward ? new Forward(helpers, binding) : new Backward(helpers, binding);
  }

  /**
   * Binds a convolution.
   *
   * @param op the operation
   * @param binding its operands and result
   * @param epilogue what remains to be done to the elements of the result
   * @return the kernel
   */
  public static Kernel of(LinearOps.Conv op, Binding binding, @Nullable Epilogue epilogue) {
    Convolution convolution =
        Convolution.of(op.window(), op.groups(), binding.shape(0), binding.shape(1).size(0));
    if (Simd.isAvailable() && DirectConvolution.suits(convolution, true)) {
      return Interleaved.of(
          Interleaved.Kind.FORWARD,
          convolution,
          binding,
          epilogue,
          DirectConvKernel.forward(convolution, binding, epilogue),
          wide -> DirectConvKernel.forward(wide.convolution(), wide.binding(binding), null));
    }
    Kernel kernel =
        convolution.isThin()
            ? ThinConvKernel.forward(convolution, binding)
            : new ConvKernel(convolution, true, binding);
    return epilogue == null ? kernel : epilogue.after(kernel);
  }

  /**
   * Binds the gradient of a convolution by its input.
   *
   * @param op the operation
   * @param binding its operands and result
   * @param epilogue what remains to be done to the elements of the result
   * @return the kernel
   */
  public static Kernel of(
      LinearOps.ConvInputGrad op, Binding binding, @Nullable Epilogue epilogue) {
    Convolution convolution =
        Convolution.of(op.window(), op.groups(), binding.outputShape(), binding.shape(1).size(0));
    if (Simd.isAvailable() && DirectConvolution.suits(convolution, false)) {
      return Interleaved.of(
          Interleaved.Kind.INPUT_GRADIENT,
          convolution,
          binding,
          epilogue,
          DirectConvKernel.inputGradient(convolution, binding, epilogue),
          wide -> new ConvKernel(wide.convolution(), false, wide.binding(binding)));
    }
    Kernel kernel =
        convolution.isThin()
            ? ThinConvKernel.inputGrad(convolution, binding)
            : new ConvKernel(convolution, false, binding);
    return epilogue == null ? kernel : epilogue.after(kernel);
  }

  @Override
  public void run(int n, long step) {
    items = (int) convolution.images().at(n) * convolution.groups();
    if (items < team.size()) {
      for (int item = 0; item < items; item++) {
        together.compute(item);
      }
      return;
    }
    parts = team.parts(items * convolution.work() / 8, items);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int to = Team.begin(items, parts, part + 1);
    for (int item = Team.begin(items, parts, part); item < to; item++) {
      apart[worker].compute(item);
    }
  }

  /** Views and scratch memory to compute one group of one image. */
  private interface Worker {
    void compute(int item);
  }

  private final class Forward implements Worker {
    private final Matrix weights;
    private final Patches input;
    private final Matrix output;
    private final Gemm gemm;

    Forward(Team helpers, Binding binding) {
      input = new Patches(convolution.geometry(), binding.input(0));
      weights = new Matrix(binding.input(1));
      output = new Matrix(binding.output());
      gemm = Gemm.of(helpers, convolution.out(), convolution.positions(), convolution.taps());
    }

    @Override
    public void compute(int item) {
      input.at(convolution.inputStart(item));
      weights.set(convolution.weightStart(item), convolution.taps(), 1);
      output.set(convolution.outputStart(item), convolution.positions(), 1);
      gemm.multiply(
          convolution.out(),
          convolution.positions(),
          convolution.taps(),
          weights,
          input,
          output,
          null);
    }
  }

  private final class Backward implements Worker {
    private final float[] result;
    private final Matrix weights;
    private final Matrix gradient;
    private final Patches input;
    private final Gemm gemm;

    Backward(Team helpers, Binding binding) {
      gradient = new Matrix(binding.input(0));
      weights = new Matrix(binding.input(1));
      result = binding.output();
      input = new Patches(convolution.geometry(), result);
      gemm = Gemm.of(helpers, convolution.taps(), convolution.positions(), convolution.out());
    }

    @Override
    public void compute(int item) {
      int start = convolution.inputStart(item);
      Arrays.fill(result, start, start + convolution.in() * convolution.cells(), 0);
      input.at(start);
      weights.set(convolution.weightStart(item), 1, convolution.taps());
      gradient.set(convolution.outputStart(item), convolution.positions(), 1);
      gemm.multiply(
          convolution.taps(),
          convolution.positions(),
          convolution.out(),
          weights,
          gradient,
          input,
          null);
    }
  }
}
