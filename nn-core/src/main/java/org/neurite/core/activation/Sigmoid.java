package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Tensor;

/** The logistic function (Rumelhart, Hinton, Williams, 1986): {@code y = 1 / (1 + e^-x)}. */
public record Sigmoid() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.sigmoid();
  }
}
