package org.neurite.api.component;

import org.neurite.api.graph.Tensor;

/** A price on a parameter's values, added to the loss while training. */
@FunctionalInterface
public interface Regularizer extends Component {
  /**
   * Computes the price. Called when the training step is traced; never with data.
   *
   * @param parameter the parameter
   * @return a float32 scalar
   */
  Tensor penalty(Tensor parameter);
}
