package org.neurite.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeterTest {
  private static final long MILLISECOND = 1_000_000;
  private long now;

  /** Steps that take as long as the array says, again and again; returns how many there were. */
  private long run(Meter meter, long... nanos) {
    long steps = 0;
    do {
      now += nanos[(int) (steps++ % nanos.length)];
    } while (meter.tick());
    return steps;
  }

  @Test
  void measuresAfterWarmingUp() {
    Meter meter = new Meter(() -> now, 0.1, 0.2, false);

    long steps = run(meter, MILLISECOND);

    assertThat(meter.median()).isCloseTo(1000, within(1e-6));
    assertThat(meter.ticks()).isEqualTo(steps).isBetween(300L, 305L);
  }

  @Test
  void oneDisturbanceDoesNotMoveTheMedian() {
    Meter meter = new Meter(() -> now, 0, 1, false);
    long[] nanos = new long[1000];
    java.util.Arrays.fill(nanos, MILLISECOND);
    nanos[300] = 80 * MILLISECOND;

    run(meter, nanos);

    assertThat(meter.median()).isCloseTo(1000, within(1e-6));
    assertThat(meter.quantile(0)).isLessThan(800);
  }

  @Test
  void readsTheClockSeldomWhereStepsAreShort() {
    long[] reads = new long[1];
    Meter meter =
        new Meter(
            () -> {
              reads[0]++;
              return now;
            },
            0.01,
            0.01,
            false);

    long steps = run(meter, 1000);

    assertThat(meter.median()).isCloseTo(1e6, within(1e-3));
    assertThat(reads[0]).isLessThan(steps / 15);
  }

  @Test
  void takesTheTimeOfEveryStepForLatencies() {
    Meter meter = new Meter(() -> now, 0, 0.1, true);
    long[] nanos = new long[50];
    java.util.Arrays.fill(nanos, 10_000);
    nanos[7] = 90_000;

    run(meter, nanos);

    assertThat(meter.median()).isEqualTo(10_000);
    assertThat(meter.quantile(0.99)).isEqualTo(90_000);
  }

  @Test
  void aStepLongerThanTheTimeIsMeasuredOnce() {
    Meter meter = new Meter(() -> now, 0, 0.001, false);

    long steps = run(meter, 500 * MILLISECOND);

    assertThat(steps).isEqualTo(3);
    assertThat(meter.median()).isCloseTo(2, within(1e-9));
  }

  @Test
  void refusesToAnswerWhereNothingWasMeasured() {
    Meter meter = new Meter(() -> now, 1, 1, false);

    assertThatThrownBy(meter::median)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nothing was measured");
  }
}
