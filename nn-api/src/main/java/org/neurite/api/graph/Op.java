package org.neurite.api.graph;

import java.util.List;
import org.neurite.api.API;
import org.neurite.api.ShapeException;
import org.neurite.api.tensor.TensorType;

/**
 * An operation: what a node computes, with all attributes, but without its operands. Operations are
 * values: equal records mean equal computations.
 *
 * <p>Elementwise operations take operands of one and the same shape; {@link Tensor} inserts {@link
 * ShapeOps.Broadcast} where NumPy would broadcast silently.
 */
@API(API.Status.STABLE)
public sealed interface Op
    permits Leaf,
        Elementwise,
        ShapeOps,
        Reduction,
        LinearOps,
        PoolOps,
        IndexOps,
        Scan,
        Composite,
        Custom,
        Lowered {

  /**
   * Shape rule: the types of the results.
   *
   * @param inputs types of the operands
   * @return types of the results, at least one
   * @throws ShapeException if the operands do not fit
   */
  List<TensorType> infer(List<TensorType> inputs);

  /**
   * Short name for messages and listings.
   *
   * @return for instance {@code matmul}
   */
  String name();
}
