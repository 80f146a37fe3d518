package org.neurite.core.schedule;

import org.neurite.api.component.Schedule;
import org.neurite.api.component.Settings;

/**
 * A schedule that also depends on what is measured after each epoch. The component itself is a rule
 * without memory; each training starts a {@link Running} of its own.
 */
public interface MeasuredSchedule extends Schedule {
  /**
   * Which of the epoch's values it wants to see.
   *
   * @return for instance {@code val_loss}
   */
  String value();

  /**
   * Begins a training.
   *
   * @return the rule with a memory, which has seen nothing
   */
  Running start();

  /** The rate before anything was measured. */
  @Override
  default double rate(double base, long step) {
    return start().rate(base, step);
  }

  /**
   * Refuses a measured schedule where nobody would tell it what was measured.
   *
   * @param schedule part of another schedule
   * @param component the other's class
   * @param setting where the part is stated
   * @throws org.neurite.api.ComponentException with {@code NN-1202} if it is measured
   */
  static void requireNone(Schedule schedule, Class<? extends Record> component, String setting) {
    Settings.require(
        !(schedule instanceof MeasuredSchedule),
        component,
        setting,
        "a schedule that follows from the step alone",
        schedule);
  }

  /** A rule in one training. Not thread-safe. */
  interface Running extends Schedule {
    /**
     * Takes note of an epoch.
     *
     * @param measured the value asked for
     */
    void observe(double measured);
  }
}
