package org.neurite.backend.jvm.parallel;

/** Work cut into parts that may run in any order and at the same time. */
@FunctionalInterface
public interface Job {
  /**
   * Does one part.
   *
   * @param part which, from 0
   * @param worker who does it, from 0 to the team's size - 1; owner of scratch memory
   */
  void run(int part, int worker);
}
