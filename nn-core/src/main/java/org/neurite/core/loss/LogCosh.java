package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Logarithm of the hyperbolic cosine of {@code d = prediction - target}, both {@code [N, ..]}:
 * about {@code d^2 / 2} near zero and {@code |d| - ln 2} far away, without overflow.
 */
public record LogCosh() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor error = Targets.difference("log-cosh", prediction, target);
    return error.add(Composites.softplus(error.mul(-2))).sub(Math.log(2));
  }
}
