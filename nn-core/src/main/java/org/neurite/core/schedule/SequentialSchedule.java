package org.neurite.core.schedule;

// long: checks what schedules may follow each other

import java.util.List;
import java.util.OptionalDouble;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Schedules one after the other, as PyTorch's SequentialLR, each counting from its own beginning.
 *
 * @param schedules in order
 * @param milestones steps at which the second and each further schedule begins, rising
 */
public record SequentialSchedule(
    @Setting(doc = "schedules in order") List<Schedule> schedules,
    @Setting(doc = "steps at which the second and each further one begins", min = 1)
        List<Long> milestones)
    implements Schedule {

  /** Checks that there is a milestone between any two schedules. */
  public SequentialSchedule {
    schedules = List.copyOf(schedules);
    milestones = List.copyOf(milestones);
    Settings.require(
        schedules.size() == milestones.size() + 1,
        SequentialSchedule.class,
        "milestones",
        "one less than the " + schedules.size() + " schedules",
        milestones);
    long last = 0;
    for (long milestone : milestones) {
      Settings.require(
          milestone > last, SequentialSchedule.class, "milestones", "rising steps", milestones);
      last = milestone;
    }
    for (Schedule schedule : schedules) {
      Settings.require(
          !(schedule instanceof MeasuredSchedule measured) || measured.watched().isEmpty(),
          SequentialSchedule.class,
          "schedules",
          "schedules that follow from the step alone",
          schedule);
      Settings.require(
          schedule.momentum(0).isPresent() == schedules.get(0).momentum(0).isPresent(),
          SequentialSchedule.class,
          "schedules",
          "schedules that all set the momentum, or none",
          schedule);
    }
  }

  @Override
  public double rate(double base, long step) {
    int current = current(step);
    return schedules.get(current).rate(base, step - start(current));
  }

  @Override
  public OptionalDouble momentum(long step) {
    int current = current(step);
    return schedules.get(current).momentum(step - start(current));
  }

  private int current(long step) {
    int current = 0;
    while (current < milestones.size() && milestones.get(current) <= step) {
      current++;
    }
    return current;
  }

  private long start(int current) {
    return current == 0 ? 0 : milestones.get(current - 1);
  }
}
