package org.neurite.core.schedule;

import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Falls by a factor at every step, as PyTorch's ExponentialLR: {@code base gamma^k} at step k.
 *
 * @param gamma factor of each step
 */
public record ExponentialSchedule(
    @Setting(doc = "factor of each step", min = 0, max = 1) double gamma) implements Schedule {

  /** Checks the settings. */
  public ExponentialSchedule {
    Settings.check(ExponentialSchedule.class, "gamma", gamma);
  }

  @Override
  public double rate(double base, long step) {
    return base * Math.pow(gamma, (double) step);
  }
}
