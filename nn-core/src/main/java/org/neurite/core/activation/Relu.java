package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Tensor;

/**
 * Rectified linear unit (Nair, Hinton, 2010): {@code y = max(x, 0)}. The gradient at zero is zero.
 */
public record Relu() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.max(0);
  }
}
