package org.neurite.backend.jvm.simd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Brings loops over vectors to speed. Interpreted, they are slower than anything, so a background
 * thread runs them until they are compiled, and whoever needs them meanwhile computes the same with
 * plain loops.
 */
public final class WarmUp {
  /** Longest time of a loop that is compiled well; others take ten times as long and more. */
  private static final long MOST_NANOS = 2_000;

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final int RUNS = 16;

  private final Supplier<List<Runnable>> loops;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean done;

  /**
   * Does nothing until somebody asks.
   *
   * @param loops all loops of a family, each with as much to do as takes some hundred nanoseconds
   *     once it is compiled
   */
  public WarmUp(Supplier<List<Runnable>> loops) {
    this.loops = loops;
  }

  /**
   * Whether the loops are compiled. The first to ask starts the work that makes them so.
   *
   * @return false also where there is no compiler for them, after a minute's patience
   */
  public boolean isDone() {
    if (!done && started.compareAndSet(false, true)) {
      Thread thread = new Thread(this::run, "neurite-jvm-warm-up");
      thread.setDaemon(true);
      thread.start();
    }
    return done;
  }

  private void run() {
    List<Runnable> slow = new ArrayList<>(loops.get());
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!slow.isEmpty() && System.nanoTime() < end) {
      slow.removeIf(loop -> nanos(loop) < MOST_NANOS);
    }
    done = slow.isEmpty();
  }

  /** The shortest time of a few runs. */
  private static long nanos(Runnable loop) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      loop.run();
      least = Math.min(least, System.nanoTime() - start);
    }
    return least;
  }
}
