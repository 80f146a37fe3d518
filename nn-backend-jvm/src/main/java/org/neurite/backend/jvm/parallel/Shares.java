package org.neurite.backend.jvm.parallel;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The parts of a region that nobody has claimed yet: for each thread a share, of which that thread
 * claims the first part and others the last. Everything about a share is in one number, which is
 * changed as a whole: the region's number, the first part left and the part after the last.
 */
final class Shares {
  /** Most parts of a region. */
  static final int MOST = 0xffff;

  /**
   * Distance of the numbers, so that no two are in one cache line, or in two that come together.
   */
  private static final int STRIDE = 16;

  private final int threads;
  private final AtomicLongArray states;
  private int region;

  /** Nothing to claim yet. */
  Shares(int threads) {
    this.threads = threads;
    states = new AtomicLongArray((threads + 1) * STRIDE);
  }

  int threads() {
    return threads;
  }

  private static int index(int owner) {
    return (owner + 1) * STRIDE;
  }

  /**
   * Makes the parts of the next region claimable; only while there are none.
   *
   * @param parts how many, at most {@link #MOST}
   */
  void open(int parts) {
    region++;
    int sharers = Math.min(threads, parts);
    for (int owner = 0; owner < threads; owner++) {
      int from = Team.begin(parts, sharers, Math.min(owner, sharers));
      int to = Team.begin(parts, sharers, Math.min(owner + 1, sharers));
      states.set(index(owner), (long) region << 32 | (long) from << 16 | to);
    }
  }

  /** What is left of a share. */
  long state(int owner) {
    return states.get(index(owner));
  }

  static boolean isEmpty(long state) {
    return first(state) == end(state);
  }

  /** Whether two shares are of the same region. */
  static boolean areTogether(long state, long other) {
    return state >>> 32 == other >>> 32;
  }

  private static int first(long state) {
    return (int) (state >>> 16) & MOST;
  }

  private static int end(long state) {
    return (int) state & MOST;
  }

  /** Whether there is nothing to claim. */
  boolean areEmpty() {
    for (int owner = 0; owner < threads; owner++) {
      if (!isEmpty(state(owner))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Claims a part.
   *
   * @param owner whose share
   * @param seen what was left
   * @param first whether the first of them, else the last
   * @return the part; -1 if somebody else was faster
   */
  int claim(int owner, long seen, boolean first) {
    long left = first ? seen + (1 << 16) : seen - 1;
    if (!states.compareAndSet(index(owner), seen, left)) {
      return -1;
    }
    return first ? first(seen) : end(seen) - 1;
  }
}
