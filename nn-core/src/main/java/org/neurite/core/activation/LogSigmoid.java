package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Logarithm of the sigmoid, as PyTorch's LogSigmoid: {@code y = ln(1 / (1 + e^-x))}, finite for any
 * x.
 */
public record LogSigmoid() implements Activation {
  @Override
  public Tensor apply(Tensor x) {
    return Composites.softplus(x.neg()).neg();
  }
}
