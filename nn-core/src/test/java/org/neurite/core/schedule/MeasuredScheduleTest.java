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
  void aWarmupHandsOnWhatIsMeasured() {
    Warmup around = new Warmup(2, new Warmup(2, RULE));
    assertThat(around.watched()).contains("val_loss");
    assertThat(new Warmup(2).watched()).isEmpty();
    assertThat(new Warmup(2, new CosineSchedule(4)).watched()).isEmpty();
    MeasuredSchedule.Running running = around.start();
    for (int epoch = 0; epoch < 3; epoch++) {
      running.observe(1);
    }
    assertThat(running.rate(1, 1)).isEqualTo(0.5);
    assertThat(running.rate(1, 3)).isEqualTo(0.5);
    assertThat(running.rate(1, 4)).isEqualTo(0.5);
    assertThat(around.rate(1, 4)).isEqualTo(1);
    assertThat(new Warmup(2, new CosineSchedule(4)).start().rate(1, 6)).isEqualTo(0);
  }

  @Test
  void aValueThatIsNoNumberIsNoImprovement() {
    MeasuredSchedule.Running running = RULE.start();
    running.observe(Double.NaN);
    running.observe(Double.NaN);
    assertThat(running.rate(1, 0)).isEqualTo(0.5);
    running.observe(3);
    running.observe(Double.NaN);
    assertThat(running.rate(1, 0)).isEqualTo(0.5);
    running.observe(Double.NaN);
    assertThat(running.rate(1, 0)).isEqualTo(0.25);
  }

  @Test
  void anInfiniteBestIsImprovedOn() {
    MeasuredSchedule.Running running =
        new ReduceOnPlateau("val_loss", Better.MIN, 0.5, 0, 1e-4, ThresholdMode.REL, 0, 0).start();
    running.observe(Double.POSITIVE_INFINITY);
    running.observe(5);
    assertThat(running.rate(1, 0)).isEqualTo(1);
  }

  @Test
  void theLowestRateNeverRaisesOne() {
    MeasuredSchedule.Running running =
        new ReduceOnPlateau("val_loss", Better.MIN, 0.5, 0, 0, ThresholdMode.ABS, 0, 0.2).start();
    running.observe(1);
    running.observe(1);
    assertThat(running.rate(0.1, 0)).isEqualTo(0.1);
    assertThat(running.rate(0.3, 0)).isEqualTo(0.2);
  }

  @Test
  void eachTrainingStartsAnew() {
    RULE.start().observe(1);
    assertThat(RULE.rate(1, 0)).isEqualTo(1);
    assertThat(RULE.start().rate(1, 0)).isEqualTo(1);
  }

  @Test
  void aFactorOfOneWouldDoNothing() {
    assertThatThrownBy(
            () -> new ReduceOnPlateau("loss", Better.MIN, 1, 1, 0, ThresholdMode.ABS, 0, 0))
        .hasMessageContaining("ReduceOnPlateau.factor: expected a number below 1");
  }

  @Test
  void aWarmupHandsOnTheMomentum() {
    OneCycle cycle = new OneCycle(10);
    Warmup around = new Warmup(3, cycle);
    assertThat(around.momentum(0)).hasValue(0.95);
    assertThat(around.momentum(7)).isEqualTo(cycle.momentum(4));
    assertThat(around.start().momentum(7)).isEqualTo(cycle.momentum(4));
    assertThat(new Warmup(3).momentum(0)).isEmpty();
    assertThat(new CosineSchedule(4).momentum(0)).isEmpty();
  }

  @Test
  void standsOutsideASequenceWhichTellsNobodyWhatWasMeasured() {
    for (MeasuredSchedule measured : List.of(RULE, new Warmup(5, RULE))) {
      assertThatThrownBy(
              () ->
                  new SequentialSchedule(
                      List.of(new InverseTimeSchedule(1), measured), List.of(2L)))
          .hasMessageContaining(
              "SequentialSchedule.schedules: expected schedules that follow from the step alone");
    }
  }

  @Test
  void aSequenceSetsTheMomentumThroughoutOrNever() {
    OneCycle cycle = new OneCycle(10);
    SequentialSchedule twice = new SequentialSchedule(List.of(cycle, cycle), List.of(10L));
    assertThat(twice.momentum(4)).isEqualTo(cycle.momentum(4));
    assertThat(twice.momentum(14)).isEqualTo(cycle.momentum(4));
    assertThat(new SequentialSchedule(List.of(new Warmup(2)), List.of()).momentum(0)).isEmpty();
    assertThatThrownBy(() -> new SequentialSchedule(List.of(new Warmup(2), cycle), List.of(2L)))
        .hasMessageContaining("expected schedules that all set the momentum, or none");
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
