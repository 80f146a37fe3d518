package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Tensor;

/**
 * Piecewise swish (Howard et al., "MobileNetV3", 2019): {@code y = x clip(x / 6 + 1/2, 0, 1)}. At
 * the kinks -3 and 3 the gradient is that of the parabola between them.
 */
public record HardSwish() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    Tensor near = x.abs().gt(3).where(x.filled(0), x);
    return x.gt(3).where(x, near.mul(near.add(3)).div(6));
  }
}
