package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Continuously differentiable exponential linear unit (Barron, 2017): {@code y = x} where x is
 * positive, else {@code alpha (e^(x / alpha) - 1)}.
 *
 * @param alpha minus the limit towards minus infinity, above 0
 */
public record Celu(
    @Setting(
            doc = "minus the limit towards minus infinity, above 0",
            defaultValue = "1",
            min = Float.MIN_NORMAL)
        double alpha)
    implements Activation {

  /** Checks the settings. */
  public Celu {
    Settings.check(Celu.class, "alpha", alpha);
  }

  /** An alpha of 1. */
  public Celu() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor positive = x.gt(0);
    // Zero where the exponential is not wanted: it would overflow, and 0 * infinity is NaN.
    Tensor negative = positive.where(x.filled(0), x);
    return positive.where(x, negative.div(alpha).expm1().mul(alpha));
  }
}
