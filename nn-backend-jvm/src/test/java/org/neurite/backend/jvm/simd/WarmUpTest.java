package org.neurite.backend.jvm.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void aLoopThatTheCompilerLetsWaitIsAskedAgain() throws InterruptedException {
    CountDownLatch turns = new CountDownLatch(90);
    new WarmUp(1, 1, 20, 100)
        .add(
            nanos -> {
              turns.countDown();
              return turns.getCount() == 0;
            });
    assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void loopsTakeTurnsAndOneThatStaysSlowIsGivenUp() throws InterruptedException {
    ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
    CountDownLatch bothThere = new CountDownLatch(1);
    CountDownLatch last = new CountDownLatch(1);
    AtomicInteger turns = new AtomicInteger();
    WarmUp warmUp = new WarmUp(1, 1, 1, 3);
    warmUp.add(
        nanos -> {
          awaitQuietly(bothThere);
          order.add("slow");
          return false;
        });
    warmUp.add(
        nanos -> {
          order.add("fast");
          return turns.incrementAndGet() == 2;
        });
    bothThere.countDown();
    while (order.size() < 5) {
      Thread.onSpinWait();
    }
    warmUp.add(
        nanos -> {
          last.countDown();
          return true;
        });
    assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(order).containsExactly("slow", "fast", "slow", "fast", "slow");
  }

  @Test
  void aLoopThatFailsDoesNotKeepOthersFromGettingFast() throws InterruptedException {
    CountDownLatch bothThere = new CountDownLatch(1);
    CountDownLatch last = new CountDownLatch(2);
    WarmUp warmUp = new WarmUp(1, 1, 1, 3);
    warmUp.add(
        nanos -> {
          awaitQuietly(bothThere);
          throw new IllegalStateException("no such loop");
        });
    warmUp.add(
        nanos -> {
          last.countDown();
          throw new StackOverflowError();
        });
    bothThere.countDown();
    while (last.getCount() == 2) {
      Thread.onSpinWait();
    }
    warmUp.add(
        nanos -> {
          last.countDown();
          return true;
        });
    assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
