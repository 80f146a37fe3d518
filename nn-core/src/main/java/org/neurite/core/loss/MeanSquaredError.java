package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.graph.Tensor;

/**
 * Squared error (Legendre, 1805) {@code (prediction - target)^2} of each element; both {@code [N,
 * ..]}.
 */
public record MeanSquaredError() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    return Targets.difference("mean-squared-error", prediction, target).square();
  }
}
