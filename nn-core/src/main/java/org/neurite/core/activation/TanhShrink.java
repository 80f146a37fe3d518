package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Tensor;

/** What tanh takes away, as PyTorch's Tanhshrink: {@code y = x - tanh(x)}. */
public record TanhShrink() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return x.sub(x.tanh());
  }
}
