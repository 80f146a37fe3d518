package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Sigmoid linear unit, also called swish (Elfwing, Uchibe, Doya, 2017; Ramachandran, Zoph, Le,
 * 2017): {@code y = x sigmoid(x)}.
 */
public record Silu() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return Composites.silu(x);
  }
}
