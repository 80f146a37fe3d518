package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.graph.Tensor;

/**
 * Scaled exponential linear unit (Klambauer, Unterthiner, Mayr, Hochreiter, 2017): {@code 1.0507 x}
 * where x is positive, else {@code 1.0507 * 1.6733 (e^x - 1)}. Keeps activations at mean 0 and
 * variance 1 when weights are drawn by {@code lecun} and inputs have them.
 */
public record Selu() implements Activation {
  static final double SCALE = 1.0507009873554805;
  static final double ALPHA = 1.6732632423543772;

  @Override
  public Tensor apply(Tensor x) {
    return new Elu(ALPHA).apply(x).mul(SCALE);
  }
}
