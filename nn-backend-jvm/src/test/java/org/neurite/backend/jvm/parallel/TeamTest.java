package org.neurite.backend.jvm.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamTest {
  /** Work that is worth sharing. */
  private static final long LARGE = 100_000_000;

  @Test
  void everyPartIsDoneOnceInEveryRegion() {
    try (Team team = new Team(4)) {
      for (int region = 0; region < 20_000; region++) {
        int parts = 1 + region % 9;
        AtomicIntegerArray done = new AtomicIntegerArray(parts);
        team.run((part, worker) -> done.incrementAndGet(part), parts);
        for (int part = 0; part < parts; part++) {
          assertThat(done.get(part)).isOne();
        }
      }
    }
  }

  @Test
  void morePartsThanARegionHolds() {
    int parts = 2 * Shares.MOST + 5;
    AtomicIntegerArray done = new AtomicIntegerArray(parts);
    try (Team team = new Team(2)) {
      team.run((part, worker) -> done.incrementAndGet(part), parts);
    }
    for (int part = 0; part < parts; part++) {
      assertThat(done.get(part)).isOne();
    }
  }

  /** Each part waits for all others, so that nobody can do two. */
  @Test
  void everyThreadBeginsWithTheSameShareInEveryRegion() {
    int threads = 3;
    AtomicInteger begun = new AtomicInteger();
    try (Team team = new Team(threads)) {
      for (int region = 1; region <= 50; region++) {
        int all = region * threads;
        int[] doneBy = new int[threads];
        team.run(
            (part, worker) -> {
              begun.incrementAndGet();
              while (begun.get() < all) {
                Thread.onSpinWait();
              }
              doneBy[part] = worker;
            },
            threads);
        assertThat(doneBy).containsExactly(0, 1, 2);
      }
    }
  }

  @Test
  void aWorkersNumberBelongsToOneThreadAtATime() {
    try (Team team = new Team(3)) {
      AtomicIntegerArray inside = new AtomicIntegerArray(3);
      AtomicInteger clashes = new AtomicInteger();
      for (int region = 0; region < 2_000; region++) {
        team.run(
            (part, worker) -> {
              if (inside.incrementAndGet(worker) != 1) {
                clashes.incrementAndGet();
              }
              Thread.onSpinWait();
              inside.decrementAndGet(worker);
            },
            12);
      }
      assertThat(clashes).hasValue(0);
    }
  }

  @Test
  void othersHelp() throws InterruptedException {
    try (Team team = new Team(2)) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      CountDownLatch both = new CountDownLatch(2);
      team.run(
          (part, worker) -> {
            threads.add(Thread.currentThread());
            both.countDown();
            await(both);
          },
          2);
      assertThat(threads).hasSize(2).contains(Thread.currentThread());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Another caller finds the team at work. */
  private static void meet(Team team) throws InterruptedException {
    CountDownLatch met = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              team.run((part, worker) -> {}, 2);
              met.countDown();
            });
    team.run(
        (part, worker) -> {
          if (part == 0) {
            other.start();
          }
          await(met);
        },
        2);
    other.join();
  }

  @Test
  void asManyCallersAsThreadsComputeAlone() throws InterruptedException {
    try (Team team = new Team(2, TimeUnit.HOURS.toNanos(1))) {
      assertThat(team.parts(LARGE, 4)).isGreaterThan(1);
      meet(team);
      assertThat(team.parts(LARGE, 4)).isOne();
    }
  }

  @Test
  void callersAreHelpedAgainAfterAWhile() throws InterruptedException {
    try (Team team = new Team(2)) {
      meet(team);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (team.parts(LARGE, 4) == 1 && System.nanoTime() < end) {
        Thread.sleep(1);
      }
      assertThat(team.parts(LARGE, 4)).isGreaterThan(1);
    }
  }

  @Test
  void fewCallersGoOnBeingHelped() throws InterruptedException {
    try (Team team = new Team(4, TimeUnit.HOURS.toNanos(1))) {
      meet(team);
      assertThat(team.parts(LARGE, 4)).isGreaterThan(1);
    }
  }

  @Test
  void sleepingWorkersWakeUp() throws InterruptedException {
    try (Team team = new Team(2)) {
      for (int i = 0; i < 5; i++) {
        Thread.sleep(20);
        CountDownLatch both = new CountDownLatch(2);
        team.run(
            (part, worker) -> {
              both.countDown();
              await(both);
            },
            2);
      }
    }
  }

  @Test
  void whoFindsTheTeamBusyComputesAlone() throws InterruptedException {
    try (Team team = new Team(2)) {
      CountDownLatch started = new CountDownLatch(2);
      CountDownLatch finish = new CountDownLatch(1);
      Thread first =
          new Thread(
              () ->
                  team.run(
                      (part, worker) -> {
                        started.countDown();
                        await(finish);
                      },
                      2));
      first.start();
      await(started);
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      team.run((part, worker) -> threads.add(Thread.currentThread()), 8);
      assertThat(threads).containsExactly(Thread.currentThread());
      finish.countDown();
      first.join();
    }
  }

  @Test
  void whatAWorkerThrowsReachesTheCallerAndTheTeamGoesOn() {
    try (Team team = new Team(2)) {
      for (int i = 0; i < 200; i++) {
        assertThatThrownBy(
                () ->
                    team.run(
                        (part, worker) -> {
                          if (part == 5) {
                            throw new IllegalStateException("part 5");
                          }
                        },
                        8))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("part 5");
        AtomicInteger done = new AtomicInteger();
        team.run((part, worker) -> done.incrementAndGet(), 8);
        assertThat(done).hasValue(8);
      }
    }
  }

  @Test
  void workersAreDaemonsThatStopWhenClosed() throws InterruptedException {
    Team team = new Team(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch all = new CountDownLatch(3);
    team.run(
        (part, worker) -> {
          threads.add(Thread.currentThread());
          all.countDown();
          await(all);
        },
        3);
    threads.remove(Thread.currentThread());
    assertThat(threads).hasSize(2).allMatch(Thread::isDaemon);
    team.close();
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(20).toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
    AtomicInteger done = new AtomicInteger();
    team.run((part, worker) -> done.addAndGet(worker == 0 ? 1 : 100), 4);
    assertThat(done).hasValue(4);
  }

  @Test
  void smallWorkStaysWithTheCaller() {
    try (Team team = new Team(4)) {
      assertThat(team.parts(1_000, 100)).isOne();
      assertThat(team.parts(100_000_000, 100)).isEqualTo(16);
      assertThat(team.parts(100_000_000, 3)).isEqualTo(3);
    }
    assertThat(Team.alone().parts(100_000_000, 100)).isOne();
  }

  @Test
  void sleepersAreWokenForLargeWork() throws InterruptedException {
    try (Team team = new Team(2)) {
      assertThat(team.parts(100_000, 100)).as("nobody started yet").isOne();
      AtomicReference<Thread> helper = meetHelper(team);
      awaitSleep(helper.get());
      assertThat(team.parts(100_000, 100)).isOne();
      assertThat(team.parts(100_000_000, 100)).isEqualTo(8);
      assertThat(partsAfterMeeting(team)).as("somebody is awake").isGreaterThan(1);
    }
  }

  /** Some attempts, as the helper goes to sleep again where this thread has to wait for long. */
  private static int partsAfterMeeting(Team team) {
    int parts = 1;
    for (int attempt = 0; attempt < 20 && parts == 1; attempt++) {
      meetHelper(team);
      parts = team.parts(100_000, 100);
    }
    return parts;
  }

  @Test
  void sleepersAreWokenWhereSmallWorkComesAgainAndAgain() {
    try (Team team = new Team(2)) {
      int shared = 0;
      for (int i = 0; i < 320; i++) {
        shared += team.parts(100_000, 100) > 1 ? 1 : 0;
      }
      assertThat(shared).isEqualTo(10);
    }
  }

  @Test
  void whoHasNothingToDoUsesNoProcessor() throws InterruptedException {
    ThreadMXBean times = ManagementFactory.getThreadMXBean();
    try (Team team = new Team(2)) {
      Thread helper = meetHelper(team).get();
      awaitSleep(helper);
      long before = times.getThreadCpuTime(helper.getId());
      Thread.sleep(50);
      assertThat(times.getThreadCpuTime(helper.getId())).isEqualTo(before);
    }
  }

  private static AtomicReference<Thread> meetHelper(Team team) {
    AtomicReference<Thread> helper = new AtomicReference<>();
    CountDownLatch both = new CountDownLatch(2);
    team.run(
        (part, worker) -> {
          if (worker == 1) {
            helper.set(Thread.currentThread());
          }
          both.countDown();
          await(both);
        },
        2);
    return helper;
  }

  private static void awaitSleep(Thread helper) throws InterruptedException {
    while (helper.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
  }

  @Test
  void partsCoverARangeWithoutGaps() {
    for (int parts = 1; parts < 20; parts++) {
      assertThat(Team.begin(1_000_000_007, parts, 0)).isZero();
      assertThat(Team.begin(1_000_000_007, parts, parts)).isEqualTo(1_000_000_007);
    }
    assertThat(Team.begin(10, 3, 1)).isEqualTo(3);
    assertThat(Team.begin(10, 3, 2)).isEqualTo(6);
  }
}
