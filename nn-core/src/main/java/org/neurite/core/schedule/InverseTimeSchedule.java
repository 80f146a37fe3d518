package org.neurite.core.schedule;

import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Falls as one over time (Robbins, Monro, 1951): {@code base / (1 + decay k)} at step k.
 *
 * @param decay how fast
 */
public record InverseTimeSchedule(@Setting(doc = "how fast the rate falls", min = 0) double decay)
    implements Schedule {

  /** Checks the settings. */
  public InverseTimeSchedule {
    Settings.check(InverseTimeSchedule.class, "decay", decay);
  }

  @Override
  public double rate(double base, long step) {
    return base / (1 + decay * step);
  }
}
