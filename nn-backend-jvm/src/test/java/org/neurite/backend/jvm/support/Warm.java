package org.neurite.backend.jvm.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.neurite.backend.jvm.simd.LoopFamily;

/** Waits for vector code, so that a test sees that instead of what stands in for it. */
public final class Warm {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 5_000_000;

  private Warm() {}

  public static void await(LoopFamily family) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!family.isDone() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    assertThat(family.isDone()).as("vector code is compiled").isTrue();
  }
}
