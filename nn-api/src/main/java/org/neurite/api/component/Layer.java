package org.neurite.api.component;

import org.neurite.api.API;
import org.neurite.api.graph.Tensor;

/** A step of a network with one input and one output. */
@API(API.Status.STABLE)
@FunctionalInterface
public interface Layer extends Component {
  /**
   * Computes the output. Called when a network is traced, once per mode; never with data.
   *
   * @param ctx gives parameters, state, random numbers and child layers
   * @param input the input; axis 0 is the batch
   * @return the output
   * @throws org.neurite.api.ShapeException if the input does not fit
   */
  Tensor apply(LayerContext ctx, Tensor input);
}
