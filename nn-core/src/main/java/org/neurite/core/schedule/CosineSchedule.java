package org.neurite.core.schedule;

import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Half a cosine wave (Loshchilov, Hutter, "SGDR", 2016): {@code etaMin + (base - etaMin) (1 +
 * cos(pi k / tMax)) / 2} at step k, and {@code etaMin} after {@code tMax}.
 *
 * @param tMax steps until the lowest rate
 * @param etaMin the lowest rate
 */
public record CosineSchedule(
    @Setting(doc = "steps until the lowest rate", min = 1) long tMax,
    @Setting(doc = "lowest rate", defaultValue = "0", min = 0) double etaMin)
    implements Schedule {

  /** Checks the settings. */
  public CosineSchedule {
    Settings.check(CosineSchedule.class, "tMax", (double) tMax);
    Settings.check(CosineSchedule.class, "etaMin", etaMin);
  }

  /**
   * Down to zero.
   *
   * @param tMax steps until zero
   */
  public CosineSchedule(long tMax) {
    this(tMax, 0);
  }

  @Override
  public double rate(double base, long step) {
    double progress = (double) Math.min(step, tMax) / tMax;
    return etaMin + (base - etaMin) * (1 + Math.cos(Math.PI * progress)) / 2;
  }
}
