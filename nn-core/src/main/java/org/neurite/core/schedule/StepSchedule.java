package org.neurite.core.schedule;

import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Falls by a factor at regular intervals, as PyTorch's StepLR: {@code base gamma^floor(k /
 * stepSize)} at step k.
 *
 * @param stepSize steps between two falls
 * @param gamma factor of each fall
 */
public record StepSchedule(
    @Setting(doc = "steps between two falls", min = 1) long stepSize,
    @Setting(doc = "factor of each fall", defaultValue = "0.1", min = 0, max = 1) double gamma)
    implements Schedule {

  /** Checks the settings. */
  public StepSchedule {
    Settings.check(StepSchedule.class, "stepSize", (double) stepSize);
    Settings.check(StepSchedule.class, "gamma", gamma);
  }

  /**
   * A tenth at each fall.
   *
   * @param stepSize steps between two falls
   */
  public StepSchedule(long stepSize) {
    this(stepSize, 0.1);
  }

  @Override
  public double rate(double base, long step) {
    return base * Math.pow(gamma, (double) Math.floorDiv(step, stepSize));
  }
}
