package org.neurite.core.regularizer;

import org.neurite.api.component.Regularizer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * The price {@code strength * sum w^2} (Hoerl, Kennard, 1970), whose gradient is {@code 2 strength
 * w}.
 *
 * @param strength price of one squared unit of weight
 */
public record L2(@Setting(doc = "price of one squared unit of weight", min = 0) double strength)
    implements Regularizer {

  /** Checks the settings. */
  public L2 {
    Settings.check(L2.class, "strength", strength);
  }

  @Override
  public Tensor penalty(Tensor parameter) {
    return parameter.square().sum().mul(strength);
  }
}
