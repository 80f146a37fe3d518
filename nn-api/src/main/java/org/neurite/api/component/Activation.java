package org.neurite.api.component;

import org.neurite.api.API;
import org.neurite.api.graph.Tensor;

/** A function of a tensor without parameters. */
@API(API.Status.STABLE)
@FunctionalInterface
public interface Activation extends Component {
  /**
   * Computes the output.
   *
   * @param x the input
   * @return the output
   */
  Tensor apply(Tensor x);
}
