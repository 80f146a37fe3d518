package org.neurite.benchmarks.subject;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Times equal steps. After the time to warm up it takes either a number of windows, of which the
 * median rate counts so that a single disturbance does not, or the time of every step.
 */
public final class Meter {
  private static final int WINDOWS = 10;
  private static final int MOST_STEPS = 1 << 20;

  /** How often the clock is read where steps are short. Reading takes some 25 ns. */
  private static final long NANOS_BETWEEN_READS = 20_000;

  private final LongSupplier clock;
  private final long warmUp;
  private final long measured;
  private final boolean everyStep;
  private final double[] values;
  private int count;
  private long ticks;
  private long nextRead = 1;
  private long stride = 1;
  private long firstTickMillis;
  private long begin;
  private long last;
  private long lastTicks;
  private boolean warm;

  /**
   * A meter.
   *
   * @param clock nanoseconds
   * @param warmUpSeconds time to warm up, from the end of the first step
   * @param seconds time to measure
   * @param everyStep whether to time each step, for latencies
   */
  public Meter(LongSupplier clock, double warmUpSeconds, double seconds, boolean everyStep) {
    this.clock = clock;
    this.warmUp = (long) (warmUpSeconds * 1e9);
    this.measured = (long) (seconds * 1e9);
    this.everyStep = everyStep;
    this.values = new double[everyStep ? MOST_STEPS : 2 * WINDOWS];
  }

  /**
   * Says that a step is done.
   *
   * @return whether to go on
   */
  public boolean tick() {
    ticks++;
    if (ticks < nextRead) {
      return true;
    }
    long now = clock.getAsLong();
    boolean goOn = true;
    if (ticks == 1) {
      firstTickMillis = System.currentTimeMillis();
      restart(now);
    } else if (warm) {
      goOn = measure(now);
    } else {
      warmUp(now);
    }
    nextRead = ticks + stride;
    return goOn;
  }

  private void warmUp(long now) {
    long perStep = Math.max(1, (now - begin) / (ticks - 1));
    stride = everyStep ? 1 : Math.max(1, NANOS_BETWEEN_READS / perStep);
    if (now - begin >= warmUp) {
      warm = true;
      restart(now);
    }
  }

  private boolean measure(long now) {
    long elapsed = now - last;
    if (everyStep) {
      values[count++] = elapsed;
      last = now;
    } else if (elapsed >= measured / WINDOWS) {
      values[count++] = (ticks - lastTicks) / (elapsed * 1e-9);
      last = now;
      lastTicks = ticks;
    }
    return count == 0 || (now - begin < measured && count < values.length);
  }

  private void restart(long now) {
    begin = now;
    last = now;
    lastTicks = ticks;
  }

  /**
   * The middle of the measured values.
   *
   * @return steps per second; or nanoseconds per step if every step was timed
   */
  public double median() {
    return quantile(0.5);
  }

  /**
   * A quantile of the measured values.
   *
   * @param part from 0 to 1
   * @return in the unit of {@link #median()}
   * @throws IllegalStateException if nothing was measured
   */
  public double quantile(double part) {
    if (count == 0) {
      throw new IllegalStateException("Nothing was measured: the task ended by itself");
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    double place = part * (count - 1);
    int below = (int) place;
    int above = Math.min(count - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Number of steps so far.
   *
   * @return with those to warm up
   */
  public long ticks() {
    return ticks;
  }

  /**
   * When the first step was done.
   *
   * @return milliseconds since 1970
   */
  public long firstTickMillis() {
    return firstTickMillis;
  }
}
