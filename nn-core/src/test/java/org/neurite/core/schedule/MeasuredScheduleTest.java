package org.neurite.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredScheduleTest {
  private static final ReduceOnPlateau RULE =
      new ReduceOnPlateau("val_loss", Better.MIN, 0.5, 1, 0, ThresholdMode.ABS, 0, 0.2);

  @Test
  void fallsAfterPatienceAndNotBelowItsLowestRate() {
    MeasuredSchedule.Running running = RULE.start();
    double[] losses = {1, 1, 1, 1, 1, 1, 1};
    double[] rates = new double[losses.length];
    for (int i = 0; i < losses.length; i++) {
      running.observe(losses[i]);
      rates[i] = running.rate(1, i);
    }
    assertThat(rates).containsExactly(1, 1, 0.5, 0.5, 0.25, 0.25, 0.2);
  }

  @Test
  void eachTrainingStartsAnew() {
    RULE.start().observe(1);
    assertThat(RULE.rate(1, 0)).isEqualTo(1);
    assertThat(RULE.start().rate(1, 0)).isEqualTo(1);
  }

  @Test
  void standsAloneBecauseNobodyTellsPartsWhatWasMeasured() {
    assertThatThrownBy(() -> new Warmup(5, RULE))
        .hasMessageContaining("Warmup.then: expected a schedule that follows from the step alone");
    assertThatThrownBy(
            () -> new SequentialSchedule(List.of(RULE, new InverseTimeSchedule(1)), List.of(2L)))
        .hasMessageContaining("SequentialSchedule.schedules");
  }

  @Test
  void schedulesFollowEachOtherFromTheirOwnBeginning() {
    SequentialSchedule three =
        new SequentialSchedule(
            List.of(
                new Warmup(2), new ExponentialSchedule(0.5), new MultiStepSchedule(List.of(1L), 0)),
            List.of(2L, 5L));
    double[] rates = new double[8];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = three.rate(2, i);
    }
    assertThat(rates).containsExactly(0, 1, 2, 1, 0.5, 2, 0, 0);
    assertThatThrownBy(() -> new SequentialSchedule(List.of(new Warmup(2)), List.of(3L)))
        .hasMessageContaining("one less than the 1 schedules");
    assertThatThrownBy(
            () ->
                new SequentialSchedule(
                    List.of(new Warmup(2), new Warmup(2), new Warmup(2)), List.of(3L, 3L)))
        .hasMessageContaining("rising steps");
  }

  @Test
  void restartsGrowAndOneCycleEndsLow() {
    CosineRestarts restarts = new CosineRestarts(2, 2, 0);
    assertThat(restarts.rate(1, 2)).isEqualTo(1);
    assertThat(restarts.rate(1, 4)).isCloseTo(0.5, within(1e-12));
    assertThat(new CosineRestarts(2, 1, 0).rate(1, 1_000_000_000_000L)).isEqualTo(1);
    assertThat(new OneCycle(10).rate(1, 50)).isCloseTo(1 / 25e4, within(1e-12));
    assertThatThrownBy(() -> new OneCycle(1)).hasMessageContaining("OneCycle.totalSteps");
    assertThatThrownBy(() -> new MultiStepSchedule(List.of(-1L), 1))
        .hasMessageContaining("MultiStepSchedule.milestones");
  }
}
