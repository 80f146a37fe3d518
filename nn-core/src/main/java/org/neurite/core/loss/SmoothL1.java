package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Squared near zero, linear beyond (Girshick, "Fast R-CNN", 2015): {@code d^2 / (2 beta)} where
 * {@code |d| < beta}, else {@code |d| - beta / 2}, with {@code d = prediction - target}, both
 * {@code [N, ..]}.
 *
 * @param beta error from which the loss is linear, above 0
 */
public record SmoothL1(
    @Setting(
            doc = "error from which the loss is linear, above 0",
            defaultValue = "1",
            min = Float.MIN_NORMAL)
        double beta)
    implements Loss {

  /** Checks the settings. */
  public SmoothL1 {
    Settings.check(SmoothL1.class, "beta", beta);
  }

  /** A beta of 1. */
  public SmoothL1() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor error = Targets.difference("smooth-l1", prediction, target).abs();
    Tensor near = error.min(beta);
    return near.mul(error.sub(near.mul(0.5))).div(beta);
  }
}
