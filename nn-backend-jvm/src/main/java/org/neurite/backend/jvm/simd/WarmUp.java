package org.neurite.backend.jvm.simd;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings loops over vectors to speed on a thread that ends when there is none. Loops take turns:
 * while the JIT compiler is busy with one, others show that they are worth compiling. On a busy
 * machine a loop may have to wait for the compiler for many seconds, so patience is long; the turns
 * of loops that don't get fast become rare, so that it costs little.
 */
public final class WarmUp {
  /** Runs a loop for a moment. */
  @FunctionalInterface
  public interface Candidate {

    /**
     * Runs the loop until it is fast, or the turn is over.
     *
     * @param nanos length of the turn
     * @return whether that's all: the loop is fast, or nobody wants it any more
     */
    boolean takeTurn(long nanos);
  }

  /** The one of all backends. */
  public static final WarmUp SHARED = new WarmUp(100_000_000, 10_000_000, 20, 100);

  /** Turns with pauses after which these do not grow any more. */
  private static final int LONGEST_PAUSE = 50;

  private final long turnNanos;
  private final long pauseNanos;
  private final int turnsWithoutPause;
  private final int mostTurns;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private @Nullable Thread thread;

  private record Waiting(Candidate candidate, int turns) {}

  /**
   * Nothing to do yet.
   *
   * @param turnNanos length of a turn
   * @param pauseNanos by how much the pause after a turn grows with each turn without success
   * @param turnsWithoutPause how many turns a loop takes before there are pauses
   * @param mostTurns turns after which a loop is given up
   */
  WarmUp(long turnNanos, long pauseNanos, int turnsWithoutPause, int mostTurns) {
    this.turnNanos = turnNanos;
    this.pauseNanos = pauseNanos;
    this.turnsWithoutPause = turnsWithoutPause;
    this.mostTurns = mostTurns;
  }

  /**
   * Lets a loop take turns from now on.
   *
   * @param candidate the loop
   */
  public void add(Candidate candidate) {
    lock.lock();
    try {
      waiting.add(new Waiting(candidate, 0));
      added.signal();
      if (thread == null) {
        start();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where no thread can be had now, the next loop tries again; what stands in works meanwhile. */
  private void start() {
    Thread started = new Thread(this::run, "neurite-jvm-warm-up");
    started.setDaemon(true);
    try {
      started.start();
      thread = started;
    } catch (OutOfMemoryError e) {
      thread = null;
    }
  }

  private void run() {
    try {
      Operators.exerciseAll();
      for (Waiting next = next(); next != null; next = next()) {
        if (!next.candidate().takeTurn(turnNanos)) {
          again(next.candidate(), next.turns() + 1);
        }
      }
    } catch (RuntimeException | Error e) { // this loop stays slow; the others go on
      restart();
    }
  }

  private void restart() {
    lock.lock();
    try {
      thread = null;
      if (!waiting.isEmpty()) {
        start();
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Waiting next() {
    lock.lock();
    try {
      Waiting next = waiting.poll();
      if (next == null) {
        thread = null;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a loop back, and lets the thread pause if there are only loops that have been slow. */
  private void again(Candidate candidate, int turns) {
    lock.lock();
    try {
      if (turns < mostTurns) {
        waiting.add(new Waiting(candidate, turns));
        int least = leastTurns();
        int slow = Math.min(Math.max(0, least - turnsWithoutPause), LONGEST_PAUSE);
        long nanos = pauseNanos * slow;
        while (nanos > 0 && leastTurns() == least) { // until a loop with fewer turns is added
          nanos = added.awaitNanos(nanos);
        }
      }
    } catch (InterruptedException e) {
      // Nobody knows this thread but this class.
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  private int leastTurns() {
    return waiting.stream().mapToInt(Waiting::turns).min().orElse(0);
  }
}
