package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Gaussian error linear unit (Hendrycks, Gimpel, 2016): {@code y = x Phi(x)} with the distribution
 * function of the normal distribution, or its approximation {@code 0.5 x (1 + tanh(sqrt(2/pi) (x +
 * 0.044715 x^3)))}.
 *
 * @param approximate whether to use the approximation
 */
public record Gelu(
    @Setting(doc = "whether to approximate the normal distribution by tanh", defaultValue = "false")
        boolean approximate)
    implements Activation {

  /** The exact function. */
  public Gelu() {
    this(false);
  }

  @Override
  public Tensor apply(Tensor x) {
    return Composites.gelu(x, approximate);
  }
}
