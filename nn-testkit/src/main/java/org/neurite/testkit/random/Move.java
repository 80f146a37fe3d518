package org.neurite.testkit.random;

/** One way for a random graph to grow. Does nothing where the pool has no fitting tensor. */
@FunctionalInterface
interface Move {
  void apply(Pool pool);
}
