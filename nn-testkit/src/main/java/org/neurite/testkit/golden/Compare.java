package org.neurite.testkit.golden;

import java.util.Optional;
import org.neurite.api.tensor.NDArray;
import org.neurite.testkit.Tolerance;

/** Compares arrays. */
final class Compare {
  private Compare() {}

  /**
   * Fails unless two arrays are near.
   *
   * @param what which result on which machine, for the message
   */
  static void near(String what, NDArray found, NDArray expected, Tolerance tolerance) {
    NDArray shaped = found.length() == expected.length() ? found.reshape(expected.shape()) : found;
    Optional<String> difference = tolerance.difference(shaped, expected);
    if (difference.isPresent()) {
      throw new AssertionError(what + ", " + difference.get() + " " + tolerance);
    }
  }

  /** One entry along the first axis. */
  static NDArray row(NDArray stack, int index) {
    int length = stack.length() / stack.shape().size(0);
    double[] row = new double[length];
    System.arraycopy(stack.toDoubles(), index * length, row, 0, length);
    return NDArray.of(row, stack.shape().without(0));
  }
}
