package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Exponential linear unit (Clevert, Unterthiner, Hochreiter, 2015): {@code y = x} where x is
 * positive, else {@code alpha (e^x - 1)}.
 *
 * @param alpha minus the limit towards minus infinity
 */
public record Elu(
    @Setting(doc = "minus the limit towards minus infinity", defaultValue = "1", min = 0)
        double alpha)
    implements Activation {

  /** Checks the settings. */
  public Elu {
    Settings.check(Elu.class, "alpha", alpha);
  }

  /** An alpha of 1. */
  public Elu() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor positive = x.gt(0);
    // Zero where the exponential is not wanted: it would overflow, and 0 * infinity is NaN.
    Tensor negative = positive.where(x.filled(0), x);
    return positive.where(x, negative.expm1().mul(alpha));
  }
}
