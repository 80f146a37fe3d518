package org.neurite.core.loss;

import java.util.List;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Logarithm of the hyperbolic cosine (Saleh, Saleh, 2022) of {@code d = prediction - target}, both
 * {@code [N, ..]}: about {@code d^2 / 2} near zero and {@code |d| - ln 2} far away, without
 * overflow. Its gradient is {@code tanh d}.
 */
public record LogCosh() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor error = Targets.difference("log-cosh", prediction, target);
    return Composites.customGradient(
        List.of(error),
        d -> logCosh(d.get(0).abs()),
        (d, loss, gradient) -> List.of(gradient.get(0).mul(d.get(0).tanh())));
  }

  /**
   * Near zero by {@code cosh^2 = 1 / (1 - tanh^2)}, far away by taking out the larger exponential:
   * each would lose its digits where the other is used.
   */
  private static Tensor logCosh(Tensor size) {
    Tensor near = size.min(1).tanh().square().neg().log1p().mul(-0.5);
    Tensor far = size.add(size.mul(-2).exp().log1p()).sub(Math.log(2));
    return size.lt(1).where(near, far);
  }
}
