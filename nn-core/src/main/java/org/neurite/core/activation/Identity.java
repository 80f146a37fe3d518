package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Tensor;

/** No change: {@code y = x}. */
public record Identity() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x;
  }
}
