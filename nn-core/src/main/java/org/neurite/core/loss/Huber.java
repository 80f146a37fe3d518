package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Squared near zero, linear beyond (Huber, 1964): {@code d^2 / 2} where {@code |d| <= delta}, else
 * {@code delta (|d| - delta / 2)}, with {@code d = prediction - target}, both {@code [N, ..]}.
 *
 * @param delta error from which the loss is linear
 */
public record Huber(
    @Setting(
            doc = "error from which the loss is linear",
            defaultValue = "1",
            min = Float.MIN_NORMAL)
        double delta)
    implements Loss {

  /** Checks the settings. */
  public Huber {
    Settings.check(Huber.class, "delta", delta);
  }

  /** A delta of 1. */
  public Huber() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor error = Targets.difference("huber", prediction, target).abs();
    // Both branches in one formula, which cannot overflow as the square of a large error would.
    Tensor near = error.min(delta);
    return near.mul(error.sub(near.mul(0.5)));
  }
}
