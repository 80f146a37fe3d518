package org.neurite.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Schedule;

class SchedulesTest {
  private static final Offset<Double> TIGHT = within(1e-15);

  private static double[] rates(Schedule schedule, long... steps) {
    return LongStream.of(steps).mapToDouble(k -> schedule.rate(0.1, k)).toArray();
  }

  @Test
  void constantStays() {
    assertThat(rates(new ConstantSchedule(), 0, 1_000_000)).containsExactly(0.1, 0.1);
  }

  @Test
  void stepFallsAtIntervals() {
    assertThat(rates(new StepSchedule(5, 0.5), 0, 4, 5, 9, 10))
        .containsExactly(new double[] {0.1, 0.1, 0.05, 0.05, 0.025}, TIGHT);
  }

  @Test
  void cosineFallsOnceAndStaysDown() {
    assertThat(rates(new CosineSchedule(20, 0.02), 0, 10, 20, 30, 40))
        .containsExactly(new double[] {0.1, 0.06, 0.02, 0.02, 0.02}, TIGHT);
  }

  @Test
  void warmupGrowsThenFollows() {
    assertThat(rates(new Warmup(5, 0.2, Optional.empty()), 0, 1, 5, 9))
        .containsExactly(new double[] {0.02, 0.036, 0.1, 0.1}, TIGHT);
    assertThat(rates(new Warmup(4, new CosineSchedule(10)), 0, 2, 4, 9, 14, 20))
        .containsExactly(new double[] {0, 0.05, 0.1, 0.05, 0, 0}, TIGHT);
    assertThat(rates(new Warmup(2), 1, 2)).containsExactly(new double[] {0.05, 0.1}, TIGHT);
  }

  @Test
  void rejectsSettingsOutOfRange() {
    assertThatThrownBy(() -> new StepSchedule(0)).hasMessageContaining("StepSchedule.stepSize");
    assertThatThrownBy(() -> new CosineSchedule(5, -1))
        .hasMessageContaining("CosineSchedule.etaMin");
    assertThatThrownBy(() -> new Warmup(0)).hasMessageContaining("Warmup.steps");
  }
}
