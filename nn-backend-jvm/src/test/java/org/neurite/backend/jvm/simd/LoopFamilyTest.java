package org.neurite.backend.jvm.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.neurite.backend.jvm.support.Warm;

class LoopFamilyTest {

  @Test
  void isDoneWhenEveryLoopWasFastOnce() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    LoopFamily family =
        new LoopFamily(
            () ->
                List.of(
                    asked::countDown,
                    () -> {
                      if (runs.incrementAndGet() < 100) {
                        LockSupport.parkNanos(100_000);
                      }
                    }));
    assertThat(asked.await(50, TimeUnit.MILLISECONDS)).as("nobody asked").isFalse();
    assertThat(family.isDone()).isFalse();
    Warm.await(family);
    assertThat(runs.get()).isGreaterThanOrEqualTo(100);
    assertThat(asked.getCount()).isZero();
  }

  @Test
  void saysWhatIsUsed() {
    assertThat(Simd.isAvailable()).isTrue();
    assertThat(Simd.description()).isEqualTo("vectors of %d bits", 32 * Species.lanes());
  }
}
