package org.neurite.api.graph;

import java.util.List;
import java.util.Optional;
import org.neurite.api.API;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * An operation of a plugin's own, for what cannot be composed from {@link Tensor}'s methods: its
 * shape rule, its computation in plain Java, and its gradient if it has one. Implement it as a
 * record whose components are its attributes: equal records are taken for equal computations, and
 * are computed once.
 *
 * <p>It runs on every backend, on one thread and in double precision, between copies out of and
 * into the backend's memory. Compose where you can: that is fused and runs on all threads.
 */
@API(API.Status.EXPERIMENTAL)
public interface CustomOp {
  /**
   * Short name for messages and listings.
   *
   * @return {@code vendor:name}
   */
  String name();

  /**
   * Shape rule.
   *
   * @param inputs types of the operands, all floating-point
   * @return type of the result, floating-point; at most one dimension may depend on the batch size
   * @throws org.neurite.api.ShapeException if the operands do not fit
   */
  TensorType infer(List<TensorType> inputs);

  /**
   * Computes the result. May be called from several threads at once, each with a call of its own.
   *
   * @param call gives operands and takes the result
   */
  void compute(Call call);

  /**
   * How gradients flow.
   *
   * @return a rule that gives one gradient per operand, as graph; empty if none flows, which is an
   *     error where one is needed
   */
  default Optional<Composite.Gradient> gradient() {
    return Optional.empty();
  }

  /** One computation. Arrays may be longer than the shapes say: they are used again. */
  interface Call {
    /**
     * The elements of an operand.
     *
     * @param index which operand
     * @return row-major; not to be changed
     */
    double[] input(int index);

    /**
     * Dimensions of an operand.
     *
     * @param index which operand
     * @return its shape with the batch size of this run put in
     */
    Shape shape(int index);

    /**
     * Where the result goes.
     *
     * @return row-major; every element must be written
     */
    double[] output();

    /**
     * Dimensions of the result.
     *
     * @return its shape with the batch size of this run put in
     */
    Shape outputShape();
  }
}
