package org.neurite.api.backend;

import org.neurite.api.API;

/** One instruction bound to memory. Used by one session at a time. */
@API(API.Status.EXPERIMENTAL)
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
