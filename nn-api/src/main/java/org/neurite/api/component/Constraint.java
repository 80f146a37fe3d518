package org.neurite.api.component;

import org.neurite.api.graph.Tensor;

/** Where a parameter must stay: each new value is brought there after the optimizer's step. */
@FunctionalInterface
public interface Constraint extends Component {
  /**
   * The nearest allowed value. Called when the training step is traced; never with data.
   *
   * @param parameter a parameter's new value
   * @return a tensor of the same shape
   */
  Tensor apply(Tensor parameter);
}
