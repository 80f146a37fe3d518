package org.neurite.api.component;

import org.neurite.api.API;
import org.neurite.api.graph.Tensor;

/** Turns gradients into new parameter values. */
@API(API.Status.STABLE)
@FunctionalInterface
public interface Optimizer extends Component {
  /**
   * Computes one step for one parameter. Called when the training step is traced, once per
   * parameter; never with data.
   *
   * @param ctx gives rate, step number and slots, and takes the new values
   * @param parameter the parameter's value before the step
   * @param gradient the gradient, of the same shape
   */
  void update(OptimizerContext ctx, Tensor parameter, Tensor gradient);

  /**
   * The learning rate that schedules start from.
   *
   * @return the rate; 0.001 unless overridden
   */
  default double learningRate() {
    return 1e-3;
  }
}
