package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.graph.Tensor;

/**
 * Absolute error (Boscovich, 1757) {@code |prediction - target|} of each element; both {@code [N,
 * ..]}. The gradient of an exact hit is zero.
 */
public record MeanAbsoluteError() implements Loss {
  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    return Targets.difference("mean-absolute-error", prediction, target).abs();
  }
}
