package org.neurite.testkit.random;

import java.util.List;

/** Decisions read off a list of integers; when it ends, every further decision is 0. */
final class Choices {
  private final List<Integer> integers;
  private int position;

  Choices(List<Integer> integers) {
    this.integers = List.copyOf(integers);
  }

  boolean isEmpty() {
    return position >= integers.size();
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    int integer = isEmpty() ? 0 : integers.get(position);
    position++;
    return Math.floorMod(integer, bound);
  }

  /** A number from {@code low} to {@code high}. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  boolean flip() {
    return below(2) == 1;
  }

  <T> T of(List<T> candidates) {
    return candidates.get(below(candidates.size()));
  }
}
