package org.neurite.examples;

import org.neurite.api.tensor.NDArray;

/** Logic gates with two inputs: what a neuron is to answer. */
enum Gate {
  /** Both. */
  AND(0, 0, 0, 1),
  /** At least one. */
  OR(0, 1, 1, 1),
  /** Neither. */
  NOR(1, 0, 0, 0),
  /** Exactly one. */
  XOR(0, 1, 1, 0);

  /** All inputs there are, {@code [4, 2]}: 00, 01, 10, 11. */
  static final NDArray INPUTS = NDArray.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);

  @SuppressWarnings("ImmutableEnumChecker") // never written after construction
  private final int[] answers;

  Gate(int... answers) {
    this.answers = answers;
  }

  /** The right answer for a row of {@link #INPUTS}. */
  int answer(int row) {
    return answers[row];
  }

  /** How many of four answers are right. */
  int right(int... given) {
    int right = 0;
    for (int row = 0; row < answers.length; row++) {
      right += given[row] == answers[row] ? 1 : 0;
    }
    return right;
  }

  /** The right answers as targets of a network, {@code [4, 1]}. */
  NDArray targets() {
    float[] targets = new float[answers.length];
    for (int row = 0; row < answers.length; row++) {
      targets[row] = answers[row];
    }
    return NDArray.of(targets, answers.length, 1);
  }
}
