package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Tensor;

/**
 * Rectifier with a ceiling (Krizhevsky, 2010): {@code y = min(max(x, 0), 6)}. The gradient at both
 * kinks is zero.
 */
public record Relu6() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.clamp(0, 6);
  }
}
