package org.neurite.core.constraint;

import java.util.stream.IntStream;
import org.neurite.api.graph.Tensor;

/** Norms of the weights that lead into each output. */
final class Norms {
  private Norms() {}

  /**
   * Euclidean norms along all axes but the first: of the weights that lead into each output, where
   * the output is the first axis. It is not for a transposed convolution, whose weight is {@code
   * [in, out, ..]}, nor for one that stacks several matrices.
   *
   * @param weight {@code [out, in, ..]}
   * @return {@code [out, 1, ..]}; for a vector, one norm {@code [1]} of all of it; for a scalar its
   *     size
   */
  static Tensor of(Tensor weight) {
    int rank = weight.shape().rank();
    if (rank == 0) {
      return weight.abs();
    }
    int[] axes = IntStream.range(Math.min(1, rank - 1), rank).toArray();
    return weight.square().sumKeepDims(axes).sqrt();
  }
}
