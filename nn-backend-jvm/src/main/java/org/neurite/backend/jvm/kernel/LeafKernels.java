package org.neurite.backend.jvm.kernel;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Leaf;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** Values from nothing but the batch size. */
public final class LeafKernels {
  private LeafKernels() {}

  /**
   * Binds the size of a dimension.
   *
   * @param op the operation
   * @param binding its result
   * @return the kernel
   */
  public static Kernel count(Leaf.Count op, Binding binding) {
    float[] target = binding.output();
    return (n, step) -> target[0] = op.dim().at(n);
  }

  /**
   * Binds positions along an axis.
   *
   * @param op the operation
   * @param binding its result
   * @return the kernel
   */
  public static Kernel iota(Leaf.Iota op, Binding binding) {
    float[] target = binding.output();
    Shape shape = op.shape();
    Dim elements = shape.elements();
    Dim size = shape.dim(op.axis());
    Dim inner = shape.subShape(op.axis() + 1, shape.rank()).elements();
    return (n, step) -> {
      int length = (int) size.at(n);
      int run = (int) inner.at(n);
      int total = (int) elements.at(n);
      int position = 0;
      for (int at = 0; at < total; at += run) {
        Arrays.fill(target, at, at + run, position);
        position = position + 1 == length ? 0 : position + 1;
      }
    };
  }
}
