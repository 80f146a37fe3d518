package org.neurite.core.schedule;

import java.util.List;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Falls by a factor at stated steps, as PyTorch's MultiStepLR: {@code base gamma^(milestones <= k)}
 * at step k.
 *
 * @param milestones steps at which the rate falls
 * @param gamma factor of each fall
 */
public record MultiStepSchedule(
    @Setting(doc = "steps at which the rate falls", min = 0) List<Long> milestones,
    @Setting(doc = "factor of each fall", defaultValue = "0.1", min = 0, max = 1) double gamma)
    implements Schedule {

  /** Checks the settings. */
  public MultiStepSchedule {
    Settings.check(MultiStepSchedule.class, "gamma", gamma);
    milestones = List.copyOf(milestones);
    milestones.forEach(
        step -> Settings.check(MultiStepSchedule.class, "milestones", (double) step));
  }

  @Override
  public double rate(double base, long step) {
    int falls = 0;
    for (int i = 0; i < milestones.size(); i++) {
      falls += milestones.get(i) <= step ? 1 : 0;
    }
    return base * Math.pow(gamma, falls);
  }
}
