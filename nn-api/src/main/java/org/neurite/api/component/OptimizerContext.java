package org.neurite.api.component;

import org.neurite.api.graph.Tensor;

/** What an optimizer gets while the step of one parameter is traced. */
public interface OptimizerContext {
  /**
   * Full name of the parameter.
   *
   * @return for instance {@code dense_1.weight}
   */
  String name();

  /**
   * The learning rate of this step, from the schedule.
   *
   * @return a float32 scalar
   */
  Tensor learningRate();

  /**
   * The number of this step, counted from 1.
   *
   * @return a float32 scalar
   */
  Tensor step();

  /**
   * A memory of the optimizer for this parameter, of the parameter's shape.
   *
   * @param name unique for this parameter, for instance {@code m}
   * @param initial its first value, everywhere
   * @return its value before the step
   */
  Tensor slot(String name, double initial);

  /**
   * Stores a new value in a slot.
   *
   * @param slot what {@link #slot} returned
   * @param value the new value
   */
  void assign(Tensor slot, Tensor value);

  /**
   * Stores the parameter's new value.
   *
   * @param value the new value, of the parameter's shape
   */
  void assignParameter(Tensor value);
}
