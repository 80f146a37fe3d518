package org.neurite.examples;

import org.neurite.api.tensor.NDArray;

/** Logic gates with two inputs: what a neuron is to answer. */
enum Gate {
  /** Both. */
  AND("0001"),
  /** At least one. */
  OR("0111"),
  /** Neither. */
  NOR("1000"),
  /** Exactly one. */
  XOR("0110");

  /** All inputs there are, {@code [4, 2]}: 00, 01, 10, 11. */
  static final NDArray INPUTS = NDArray.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);

  private final String answers;

  Gate(String answers) {
    this.answers = answers;
  }

  /** The right answer for a row of {@link #INPUTS}. */
  int answer(int row) {
    return answers.charAt(row) - '0';
  }

  /** How many of four answers are right. */
  int right(int... given) {
    int right = 0;
    for (int row = 0; row < answers.length(); row++) {
      right += given[row] == answer(row) ? 1 : 0;
    }
    return right;
  }

  /** The right answers as targets of a network, {@code [4, 1]}. */
  NDArray targets() {
    float[] targets = new float[answers.length()];
    for (int row = 0; row < answers.length(); row++) {
      targets[row] = answer(row);
    }
    return NDArray.of(targets, answers.length(), 1);
  }
}
