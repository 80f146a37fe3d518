package org.neurite.core.regularizer;

import org.neurite.api.component.Regularizer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * The price {@code strength * sum |w|} (Tibshirani, 1996), which drives weights that are of little
 * use to zero. Its slope is the same near zero as far away, so that they end within a step of zero
 * rather than on it.
 *
 * @param strength price of one unit of weight
 */
public record L1(@Setting(doc = "price of one unit of weight", min = 0) double strength)
    implements Regularizer {

  /** Checks the settings. */
  public L1 {
    Settings.check(L1.class, "strength", strength);
  }

  @Override
  public Tensor penalty(Tensor parameter) {
    return parameter.abs().sum().mul(strength);
  }
}
