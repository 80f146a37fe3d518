package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/** Mish (Misra, 2019): {@code y = x tanh(softplus(x))}. */
public record Mish() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.mul(Composites.softplus(x).tanh());
  }
}
