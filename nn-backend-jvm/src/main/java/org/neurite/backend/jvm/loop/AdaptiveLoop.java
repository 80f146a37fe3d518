package org.neurite.backend.jvm.loop;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A loop over vectors, and in its place one over single numbers until the JIT compiler is done with
 * the former: interpreted, vectors are a thousand times slower than numbers. Both give the same
 * bits.
 */
final class AdaptiveLoop implements Loop {
  private static final int ELEMENTS = 512;
  private static final int RUNS = 4;

  /**
   * Nanoseconds per vector and simple operation that only compiled code stays below. Half compiled,
   * with an object for each vector, one takes 20 and more.
   */
  private static final double COMPILED = 5;

  /** Elements after which a loop is worth compiling: a short life goes without. */
  private static final int WORTH_COMPILING = 1 << 18;

  private final Loop plain;
  private final Loop vector;
  private final int arrays;
  private final int cost;
  private final Consumer<AdaptiveLoop> busy;

  /** Elements so far. Threads may lose some of each other's, which does no harm. */
  private int done;

  private volatile boolean isCompiled;

  /**
   * A loop that starts plain.
   *
   * @param plan what both loops compute
   * @param plain the loop over single numbers
   * @param vector the loop over vectors
   * @param busy told once when it would be worth to {@link #warmUp}
   */
  AdaptiveLoop(LoopPlan plan, Loop plain, Loop vector, Consumer<AdaptiveLoop> busy) {
    this.plain = plain;
    this.vector = vector;
    this.arrays = plan.arrays();
    this.cost = plan.cost();
    this.busy = busy;
  }

  @Override
  public void run(float[][] table, int from, int to) {
    if (isCompiled) {
      vector.run(table, from, to);
    } else {
      plain.run(table, from, to);
      count(to - from);
    }
  }

  private void count(int elements) {
    int before = done;
    if (before < WORTH_COMPILING) {
      done = Math.min(WORTH_COMPILING, before + elements);
      if (done == WORTH_COMPILING) {
        busy.accept(this);
      }
    }
  }

  /**
   * Runs the loop over vectors on numbers of no meaning until it is fast.
   *
   * @param nanos when to stop
   * @return whether it is fast
   */
  boolean warmUp(long nanos) {
    float[][] table = new float[arrays][ELEMENTS + LoopFactory.PADDING];
    for (float[] array : table) {
      Arrays.fill(array, 0.75f);
    }
    long end = System.nanoTime() + nanos;
    while (!isCompiled && System.nanoTime() < end) {
      long start = System.nanoTime();
      for (int run = 0; run < RUNS; run++) {
        vector.run(table, 0, ELEMENTS);
      }
      int vectors = RUNS * ELEMENTS / Lanes.COUNT;
      isCompiled = System.nanoTime() - start < COMPILED * vectors * cost;
    }
    return isCompiled;
  }
}
