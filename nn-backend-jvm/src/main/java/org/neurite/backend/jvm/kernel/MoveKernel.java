package org.neurite.backend.jvm.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** Moves a box of one array into another: transpose, broadcast, slice, pad, concat, reverse. */
public final class MoveKernel implements Kernel {
  private static final Dim NOTHING = Dim.of(0);

  /**
   * How the box lies along one axis of the target.
   *
   * @param size its length
   * @param axis the axis of the source, or -1 if elements repeat
   * @param start first index in the source
   * @param step distance in the source
   * @param low first index in the target
   * @param distance distance in the target
   * @param reversed whether the source is read backwards
   */
  private record Axis(
      Dim size, int axis, Dim start, int step, Dim low, int distance, boolean reversed) {

    static Axis whole(Dim size, int axis) {
      return new Axis(size, axis, NOTHING, 1, NOTHING, 1, false);
    }
  }

  private final StridedCopy copy;
  private final Axis[] axes;
  private final Dim[] sourceDims;
  private final Dim[] targetDims;
  private final int[] sourceStrides;
  private int resolved = -1;

  private MoveKernel(Binding binding, int operand, List<Axis> axes) {
    this.axes = axes.toArray(Axis[]::new);
    this.sourceDims = binding.shape(operand).dims().toArray(Dim[]::new);
    this.targetDims = binding.outputShape().dims().toArray(Dim[]::new);
    this.sourceStrides = new int[sourceDims.length];
    this.copy =
        new StridedCopy(
            binding.input(operand), binding.output(), axes.size(), binding.resources().team());
  }

  /**
   * Binds a copy under other dimensions.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel reshape(ShapeOps.Reshape op, Binding binding) {
    float[] source = binding.input(0);
    float[] target = binding.output();
    Dim elements = op.shape().elements();
    return (n, step) -> System.arraycopy(source, 0, target, 0, (int) elements.at(n));
  }

  /**
   * Binds a permutation of dimensions.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel transpose(ShapeOps.Transpose op, Binding binding) {
    List<Axis> axes = new ArrayList<>();
    op.axes().forEach(a -> axes.add(Axis.whole(binding.shape(0).dim(a), a)));
    return new MoveKernel(binding, 0, axes);
  }

  /**
   * Binds a repetition.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel broadcast(ShapeOps.Broadcast op, Binding binding) {
    Shape from = binding.shape(0);
    int missing = op.shape().rank() - from.rank();
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < op.shape().rank(); i++) {
      boolean repeats = i < missing || from.dim(i - missing).isOne();
      axes.add(Axis.whole(op.shape().dim(i), repeats ? -1 : i - missing));
    }
    return new MoveKernel(binding, 0, axes);
  }

  /**
   * Binds a cut-out.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel slice(ShapeOps.Slice op, Binding binding) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < op.sizes().size(); i++) {
      Dim start = op.starts().get(i);
      axes.add(new Axis(op.sizes().get(i), i, start, op.steps().get(i), NOTHING, 1, false));
    }
    return new MoveKernel(binding, 0, axes);
  }

  /**
   * Binds a turning round of axes.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel reverse(ShapeOps.Reverse op, Binding binding) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < binding.shape(0).rank(); i++) {
      Dim size = binding.shape(0).dim(i);
      axes.add(new Axis(size, i, NOTHING, 1, NOTHING, 1, op.axes().contains(i)));
    }
    return new MoveKernel(binding, 0, axes);
  }

  /**
   * Binds a padding.
   *
   * @param op the operation
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel pad(ShapeOps.Pad op, Binding binding) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < op.low().size(); i++) {
      Dim size = binding.shape(0).dim(i);
      int distance = op.interior().get(i) + 1;
      axes.add(new Axis(size, i, NOTHING, 1, op.low().get(i), distance, false));
    }
    Kernel inside = new MoveKernel(binding, 0, axes);
    float[] target = binding.output();
    Dim elements = binding.outputShape().elements();
    float value = (float) op.value();
    return (n, step) -> {
      Arrays.fill(target, 0, (int) elements.at(n), value);
      inside.run(n, step);
    };
  }

  /**
   * Binds a joining of operands.
   *
   * @param op the operation
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel concat(ShapeOps.Concat op, Binding binding) {
    Kernel[] pieces = new Kernel[binding.instruction().inputs().size()];
    Dim at = NOTHING;
    for (int p = 0; p < pieces.length; p++) {
      Shape shape = binding.shape(p);
      List<Axis> axes = new ArrayList<>();
      for (int i = 0; i < shape.rank(); i++) {
        Dim low = i == op.axis() ? at : NOTHING;
        axes.add(new Axis(shape.dim(i), i, NOTHING, 1, low, 1, false));
      }
      pieces[p] = new MoveKernel(binding, p, axes);
      at = at.plus(shape.dim(op.axis()));
    }
    return (n, step) -> {
      for (Kernel piece : pieces) {
        piece.run(n, step);
      }
    };
  }

  @Override
  public void run(int n, long step) {
    if (n != resolved) {
      resolve(n);
      resolved = n;
    }
    copy.run();
  }

  private void resolve(int n) {
    int stride = 1;
    for (int i = sourceDims.length - 1; i >= 0; i--) {
      sourceStrides[i] = stride;
      stride *= (int) sourceDims[i].at(n);
    }
    copy.begin();
    int targetStride = 1;
    for (int i = axes.length - 1; i >= 0; i--) {
      Axis axis = axes[i];
      int size = (int) axis.size().at(n);
      int sourceStride = axis.axis() < 0 ? 0 : sourceStrides[axis.axis()];
      int turned = axis.reversed() ? (size - 1) * sourceStride : 0;
      copy.shift(
          (int) axis.start().at(n) * sourceStride + turned, (int) axis.low().at(n) * targetStride);
      copy.dimension(
          size,
          axis.reversed() ? -sourceStride : axis.step() * sourceStride,
          axis.distance() * targetStride);
      targetStride *= (int) targetDims[i].at(n);
    }
    copy.end();
  }
}
