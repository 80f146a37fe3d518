package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Leaky rectified linear unit (Maas, Hannun, Ng, 2013): {@code y = x} where x is positive, else
 * {@code slope * x}. The gradient at zero is the slope.
 *
 * @param negativeSlope the slope below zero
 */
public record LeakyRelu(
    @Setting(doc = "slope below zero", defaultValue = "0.01", min = 0) double negativeSlope)
    implements Activation {

  /** Checks the settings. */
  public LeakyRelu {
    Settings.check(LeakyRelu.class, "negativeSlope", negativeSlope);
  }

  /** A slope of 0.01. */
  public LeakyRelu() {
    this(0.01);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.gt(0).where(x, x.mul(negativeSlope));
  }
}
