package org.neurite.api.component;

import java.util.Optional;
import org.neurite.api.API;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/** What an optimizer gets while the step of one parameter is traced. */
@API(API.Status.STABLE)
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
   * A memory of the optimizer for this parameter, of a shape of its own.
   *
   * @param name unique for this parameter, for instance {@code row}
   * @param shape constant dimensions
   * @param initial its first value, everywhere
   * @return its value before the step
   */
  Tensor slot(String name, Shape shape, double initial);

  /**
   * The weight decay that holds for this parameter. An optimizer that decays weights asks here, so
   * that parameter groups can change it.
   *
   * @param stated the optimizer's own setting
   * @return the setting, unless the parameter's group says otherwise
   */
  default double weightDecay(double stated) {
    return stated;
  }

  /**
   * The momentum of this step, if the schedule sets one: the part of the last step, or of the mean
   * gradient, that is kept. An optimizer with such a part takes this in the place of its setting.
   *
   * @return a float32 scalar; empty if the optimizer's own setting holds
   */
  default Optional<Tensor> momentum() {
    return Optional.empty();
  }

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
