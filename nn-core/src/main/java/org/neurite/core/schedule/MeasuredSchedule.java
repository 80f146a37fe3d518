package org.neurite.core.schedule;

import java.util.Optional;
import org.neurite.api.component.Schedule;

/**
 * A schedule that also depends on what is measured after each epoch. The component itself is a rule
 * without memory; each training starts a {@link Running} of its own. A schedule around another one
 * is measured, too, and hands on what its inner one wants.
 */
public interface MeasuredSchedule extends Schedule {
  /**
   * Which of the epoch's values it wants to see.
   *
   * @return for instance {@code val_loss}; empty if it wants none
   */
  Optional<String> watched();

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
