package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Tensor;

/**
 * The hyperbolic tangent (LeCun, Bottou, Orr, Müller, "Efficient BackProp", 1998): {@code y = tanh
 * x}.
 */
public record Tanh() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.tanh();
  }
}
