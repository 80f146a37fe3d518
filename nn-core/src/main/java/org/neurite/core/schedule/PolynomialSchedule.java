package org.neurite.core.schedule;

import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Falls to zero along a power (Liu, Rabinovich, Berg, "ParseNet", 2015): {@code base (1 - min(k,
 * totalSteps) / totalSteps)^power} at step k.
 *
 * @param totalSteps steps until zero
 * @param power 1 for a line
 */
public record PolynomialSchedule(
    @Setting(doc = "steps until zero", min = 1) long totalSteps,
    @Setting(doc = "1 for a line", defaultValue = "1", min = 0) double power)
    implements Schedule {

  /** Checks the settings. */
  public PolynomialSchedule {
    Settings.check(PolynomialSchedule.class, "power", power);
    Settings.check(PolynomialSchedule.class, "totalSteps", (double) totalSteps);
  }

  @Override
  public double rate(double base, long step) {
    return base * Math.pow(1 - (double) Math.min(step, totalSteps) / totalSteps, power);
  }
}
