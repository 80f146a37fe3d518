package org.neurite.backend.jvm.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamOnSharedProcessorsTest {

  /** Whoever else wants the processors, two threads take little longer than one. */
  @Test
  void sharedProcessorsAreNoCollapse() {
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread other = new Thread(() -> spin(stop));
      other.setDaemon(true);
      other.start();
      others.add(other);
    }
    try (Team one = new Team(1);
        Team two = new Team(2)) {
      long alone = Long.MAX_VALUE;
      long together = Long.MAX_VALUE;
      for (int round = 0; round < 3; round++) {
        alone = Math.min(alone, nanosOf(one));
        together = Math.min(together, nanosOf(two));
      }
      assertThat(together).isLessThan(4 * alone);
    } finally {
      stop.set(true);
    }
    assertThat(others).isNotEmpty();
  }

  private static void spin(AtomicBoolean stop) {
    while (!stop.get()) {
      Thread.onSpinWait();
    }
  }

  /** Many short regions. */
  private static long nanosOf(Team team) {
    double[] sums = new double[8 * 16];
    long start = System.nanoTime();
    for (int region = 0; region < 500; region++) {
      team.run(
          (part, worker) -> {
            double sum = 0;
            for (int i = 1; i < 20_000; i++) {
              sum += 1.0 / i;
            }
            sums[part * 16] = sum;
          },
          8);
    }
    return System.nanoTime() - start;
  }
}
