package org.neurite.core.constraint;

import java.util.stream.IntStream;
import org.neurite.api.graph.Tensor;

/** Where a parameter must stay: each new value is brought there after the optimizer's step. */
@FunctionalInterface
public interface Constraint {
  /**
   * The nearest allowed value. Called when the training step is traced; never with data.
   *
   * @param parameter a parameter's new value
   * @return a tensor of the same shape
   */
  Tensor apply(Tensor parameter);

  /**
   * Euclidean norms along all axes but the first: of the weights that lead into each output, where
   * the output is the first axis. It is not for a transposed convolution, whose weight is {@code
   * [in, out, ..]}, nor for one that stacks several matrices.
   *
   * @param weight {@code [out, in, ..]}
   * @return {@code [out, 1, ..]}; for a vector, one norm {@code [1]} of all of it; for a scalar its
   *     size
   */
  static Tensor norms(Tensor weight) {
    int rank = weight.shape().rank();
    if (rank == 0) {
      return weight.abs();
    }
    int[] axes = IntStream.range(Math.min(1, rank - 1), rank).toArray();
    return weight.square().sumKeepDims(axes).sqrt();
  }
}
