package org.neurite.backend.jvm.loop;

import java.util.Arrays;

/**
 * A loop over vectors, and in its place one over single numbers until the JIT compiler is done with
 * the former: interpreted, vectors are a thousand times slower than numbers. Both give the same
 * bits.
 */
final class AdaptiveLoop implements Loop {
  private static final int ELEMENTS = 512;
  private static final int RUNS = 4;

  /** Nanoseconds per element and step that only compiled code stays below. */
  private static final double COMPILED = 2;

  private final Loop plain;
  private final Loop vector;
  private final int arrays;
  private final int steps;
  private volatile boolean isCompiled;

  AdaptiveLoop(LoopPlan plan, Loop plain, Loop vector) {
    this.plain = plain;
    this.vector = vector;
    this.arrays = plan.arrays();
    this.steps = plan.inputs().size() + plan.steps().size();
  }

  @Override
  public void run(float[][] table, int from, int to) {
    if (isCompiled) {
      vector.run(table, from, to);
    } else {
      plain.run(table, from, to);
    }
  }

  /** Runs the loop over vectors on numbers of no meaning until it is fast or time is up. */
  void compile(long patienceNanos) {
    float[][] table = new float[arrays][ELEMENTS + LoopFactory.PADDING];
    for (float[] array : table) {
      Arrays.fill(array, 0.75f);
    }
    long end = System.nanoTime() + patienceNanos;
    long start = System.nanoTime();
    while (!isCompiled && start < end) {
      for (int run = 0; run < RUNS; run++) {
        vector.run(table, 0, ELEMENTS);
      }
      long now = System.nanoTime();
      isCompiled = now - start < COMPILED * RUNS * ELEMENTS * steps;
      start = now;
    }
  }
}
