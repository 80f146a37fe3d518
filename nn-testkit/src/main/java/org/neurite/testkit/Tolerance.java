package org.neurite.testkit;

import java.util.Optional;
import org.neurite.api.tensor.NDArray;

/**
 * How far a number may be from the one expected: {@code |found - expected| <= absolute + relative *
 * |expected|}.
 *
 * @param relative factor of the expected number
 * @param absolute what is allowed whatever the number
 */
public record Tolerance(double relative, double absolute) {

  /**
   * Whether a number is near enough. NaN and infinities are near themselves only.
   *
   * @param found the number
   * @param expected what it should be
   * @return true if so
   */
  public boolean allows(double found, double expected) {
    return Double.isFinite(expected)
        ? Math.abs(found - expected) <= absolute + relative * Math.abs(expected)
        : Double.compare(found, expected) == 0;
  }

  /**
   * The first difference between two arrays.
   *
   * @param found the numbers
   * @param expected what they should be
   * @return shapes, or position and both numbers, in words; empty if all are near enough
   */
  public Optional<String> difference(NDArray found, NDArray expected) {
    if (!found.shape().equals(expected.shape())) {
      return Optional.of("expected shape " + expected.shape() + ", found " + found.shape());
    }
    for (int i = 0; i < found.length(); i++) {
      if (!allows(found.get(i), expected.get(i))) {
        return Optional.of(
            "element " + i + ": expected " + expected.get(i) + ", found " + found.get(i));
      }
    }
    return Optional.empty();
  }
}
