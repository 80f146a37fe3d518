package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Schedule;

/** What every schedule must do. Inherit it and name the schedule. */
public abstract class ScheduleContract extends ComponentContract {
  private static final double BASE = 0.1;

  /** Made for inheritance. */
  protected ScheduleContract() {}

  /**
   * What is tested.
   *
   * @return the schedule, with the settings to test
   */
  protected abstract Schedule schedule();

  /**
   * How long a training is tried.
   *
   * @return 1,000 steps unless overridden
   */
  protected int steps() {
    return 1_000;
  }

  @Override
  protected final Component component() {
    return schedule();
  }

  private List<Double> rates(Schedule schedule) {
    List<Double> rates = new ArrayList<>();
    for (long step = 0; step < steps(); step++) {
      rates.add(schedule.rate(BASE, step));
    }
    return rates;
  }

  /** A rate below zero climbs, and one that is infinite ends a training. */
  @Test
  public void ratesAreFiniteAndNeverBelowZero() {
    for (double base : new double[] {0, 1e-8, BASE, 10}) {
      for (long step : List.of(0L, 1L, steps() - 1L, 10L * steps(), (long) Integer.MAX_VALUE)) {
        double rate = schedule().rate(base, step);
        assertTrue(
            Double.isFinite(rate) && rate >= 0,
            "the rate of step %d from %s is %s".formatted(step, base, rate));
      }
    }
  }

  /** A training that goes on where it stopped asks for later steps first. */
  @Test
  public void theRateOfAStepDoesNotDependOnWhatWasAskedBefore() {
    Schedule schedule = schedule();
    List<Double> forward = rates(schedule);
    List<Double> backward = new ArrayList<>();
    for (long step = steps() - 1L; step >= 0; step--) {
      backward.add(schedule.rate(BASE, step));
    }
    Collections.reverse(backward);
    assertEquals(forward, backward, "rates asked for from the last step to the first");
    for (List<Double> other : Threads.atOnce(() -> rates(schedule))) {
      assertEquals(forward, other, "rates asked for by several threads");
    }
  }

  /** The compiled step has a momentum from the schedule or it has none. */
  @Test
  public void momentumIsThereAtEveryStepOrAtNone() {
    boolean first = schedule().momentum(0).isPresent();
    for (long step = 1; step < steps(); step++) {
      assertEquals(first, schedule().momentum(step).isPresent(), "a momentum at step " + step);
    }
  }

  /** On each backend that is installed, with the same bits on any thread. */
  @Test
  public void trainsAModel() {
    new TrainingTrial(registry(), trainer -> trainer.schedule(schedule())).repeatsItself();
  }
}
