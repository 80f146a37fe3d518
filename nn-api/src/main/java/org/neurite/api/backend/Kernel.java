package org.neurite.api.backend;

/** One instruction bound to memory. Used by one session at a time. */
@FunctionalInterface
public interface Kernel {
  /**
   * Computes.
   *
   * @param n batch size of this run
   * @param step counter for random numbers
   */
  void run(int n, long step);
}
