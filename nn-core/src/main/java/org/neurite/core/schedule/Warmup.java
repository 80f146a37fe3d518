package org.neurite.core.schedule;

// long: hands on what the schedule behind it wants to know

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Grows linearly to the full rate (Goyal et al., "Accurate, large minibatch SGD", 2017): {@code
 * base (startFactor + (1 - startFactor) k / steps)} at step k, then follows another schedule. One
 * that watches a measured value sees that of all epochs, those of the warm-up, too.
 *
 * @param steps how long the rate grows
 * @param startFactor part of the full rate to begin with
 * @param then what follows, its steps counted from the end of the warm-up; else the full rate
 */
public record Warmup(
    @Setting(doc = "how many steps the rate grows", min = 1) long steps,
    @Setting(doc = "part of the rate to begin with", defaultValue = "0", min = 0, max = 1)
        double startFactor,
    @Setting(doc = "schedule that follows, counted from the end of the warm-up")
        Optional<Schedule> then)
    implements MeasuredSchedule {

  /** Checks the settings. */
  public Warmup {
    Settings.check(Warmup.class, "steps", (double) steps);
    Settings.check(Warmup.class, "startFactor", startFactor);
    Objects.requireNonNull(then, "then");
  }

  /**
   * From zero to the full rate, which stays.
   *
   * @param steps how long the rate grows
   */
  public Warmup(long steps) {
    this(steps, 0, Optional.empty());
  }

  /**
   * From zero to the full rate, then another schedule.
   *
   * @param steps how long the rate grows
   * @param then what follows
   */
  public Warmup(long steps, Schedule then) {
    this(steps, 0, Optional.of(then));
  }

  @Override
  public Optional<String> watched() {
    return then.flatMap(
        next -> next instanceof MeasuredSchedule measured ? measured.watched() : Optional.empty());
  }

  @Override
  public Running start() {
    return new Following(
        then.map(next -> next instanceof MeasuredSchedule measured ? measured.start() : next));
  }

  /** The rate before anything was measured. */
  @Override
  public double rate(double base, long step) {
    return rate(base, step, then);
  }

  private double rate(double base, long step, Optional<Schedule> next) {
    if (step < steps) {
      return base * (startFactor + (1 - startFactor) * step / steps);
    }
    return next.isPresent() ? next.get().rate(base, step - steps) : base;
  }

  /** That of what follows, which begins with its first. */
  @Override
  public OptionalDouble momentum(long step) {
    return then.map(next -> next.momentum(Math.max(0, step - steps)))
        .orElse(OptionalDouble.empty());
  }

  /** The warm-up with what follows in one training. */
  private final class Following implements Running {
    private final Optional<Schedule> next;

    Following(Optional<Schedule> next) {
      this.next = next;
    }

    @Override
    public void observe(double measured) {
      if (next.isPresent() && next.get() instanceof Running running) {
        running.observe(measured);
      }
    }

    @Override
    public OptionalDouble momentum(long step) {
      return Warmup.this.momentum(step);
    }

    @Override
    public double rate(double base, long step) {
      return Warmup.this.rate(base, step, next);
    }
  }
}
