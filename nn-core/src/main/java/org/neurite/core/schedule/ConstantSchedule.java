package org.neurite.core.schedule;

import org.neurite.api.component.Schedule;

/** The optimizer's own rate at every step. */
public record ConstantSchedule() implements Schedule {
  @Override
  public double rate(double base, long step) {
    return base;
  }
}
