package org.neurite.testkit.golden;

/** How cases of an {@code op} are checked. */
@FunctionalInterface
interface Subject {
  /**
   * Computes what the case says and compares.
   *
   * @throws AssertionError if a number is off, or the case asks for something unknown
   */
  void check(GoldenCase golden, Attributes attributes);
}
