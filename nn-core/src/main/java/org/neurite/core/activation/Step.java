package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Heaviside's step, the threshold of McCulloch's and Pitts' neuron (1943): 0 below zero, 1 above.
 * Its gradient is zero everywhere, so it serves hand-set weights and the perceptron rule, not
 * gradient descent.
 *
 * @param valueAtZero the result at exactly zero
 */
public record Step(
    @Setting(doc = "result at exactly zero", defaultValue = "1", min = 0, max = 1)
        double valueAtZero)
    implements Activation {

  /** Checks the settings. */
  public Step {
    Settings.check(Step.class, "valueAtZero", valueAtZero);
  }

  /** A neuron that fires from zero on. */
  public Step() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor sign = x.sign();
    return sign.eq(0).where(sign.filled(valueAtZero), sign.max(0));
  }
}
