package org.neurite.backend.jvm.simd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loops over vectors that are used together. Interpreted, they are slower than anything, so they
 * are run in the background until they are compiled, and whoever needs them meanwhile computes the
 * same with plain loops.
 */
public final class LoopFamily {
  private static final long USUAL_NANOS = 2_000;

  private static final int RUNS = 16;

  private final Supplier<List<Runnable>> loops;
  private final long mostNanos;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean done;

  /** Those not compiled yet. Only the thread that takes turns knows them. */
  private @Nullable List<Runnable> slow;

  /**
   * Does nothing until somebody asks.
   *
   * @param loops all loops of the family, each with as much to do as takes some hundred nanoseconds
   *     once it is compiled
   */
  public LoopFamily(Supplier<List<Runnable>> loops) {
    this(loops, USUAL_NANOS);
  }

  /**
   * The same for loops that have more to do.
   *
   * @param loops all loops of the family, each with as much to do as takes a tenth of the time that
   *     follows once it is compiled
   * @param mostNanos longest time of a loop that is compiled; before, it takes several times as
   *     long
   */
  public LoopFamily(Supplier<List<Runnable>> loops, long mostNanos) {
    this.loops = loops;
    this.mostNanos = mostNanos;
  }

  /**
   * Whether the loops are compiled. The first to ask starts the work that makes them so.
   *
   * @return false also where there is no compiler for them
   */
  public boolean isDone() {
    if (!done && started.compareAndSet(false, true)) {
      WarmUp.SHARED.add(this::takeTurn);
    }
    return done;
  }

  private boolean takeTurn(long nanos) {
    if (slow == null) {
      slow = new ArrayList<>(loops.get());
    }
    long end = System.nanoTime() + nanos;
    do {
      slow.removeIf(loop -> nanos(loop) < mostNanos);
    } while (!slow.isEmpty() && System.nanoTime() < end);
    done = slow.isEmpty();
    return done;
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
