package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Piecewise linear tanh (Collobert, 2004): {@code y = clip(x, low, high)}. The gradient at both
 * kinks is zero.
 *
 * @param low smallest output
 * @param high largest output, above {@code low}
 */
public record HardTanh(
    @Setting(doc = "smallest output", defaultValue = "-1") double low,
    @Setting(doc = "largest output", defaultValue = "1") double high)
    implements Activation {

  /** Checks the settings. */
  public HardTanh {
    Settings.check(HardTanh.class, "low", low);
    Settings.check(HardTanh.class, "high", high);
    Settings.require(low < high, HardTanh.class, "high", "a number above low = " + low, high);
  }

  /** From -1 to 1. */
  public HardTanh() {
    this(-1, 1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.clamp(low, high);
  }
}
