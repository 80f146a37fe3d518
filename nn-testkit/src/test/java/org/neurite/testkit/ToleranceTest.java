package org.neurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neurite.api.tensor.NDArray;

class ToleranceTest {
  private static final Tolerance TOLERANCE = new Tolerance(0.1, 0.5);

  @Test
  void addsUpAbsoluteAndRelativePart() {
    assertThat(TOLERANCE.allows(11.5, 10)).isTrue();
    assertThat(TOLERANCE.allows(11.51, 10)).isFalse();
    assertThat(TOLERANCE.allows(-11.5, -10)).isTrue();
    assertThat(TOLERANCE.allows(0.5, 0)).isTrue();
  }

  @Test
  void notANumberIsNearItselfOnly() {
    assertThat(TOLERANCE.allows(Double.NaN, Double.NaN)).isTrue();
    assertThat(TOLERANCE.allows(Double.NaN, 0)).isFalse();
    assertThat(TOLERANCE.allows(0, Double.NaN)).isFalse();
    assertThat(TOLERANCE.allows(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isTrue();
    assertThat(TOLERANCE.allows(1, Double.POSITIVE_INFINITY)).isFalse();
  }

  @Test
  void namesTheFirstDifference() {
    NDArray expected = NDArray.of(new double[] {1, 2, 3}, 3);
    assertThat(TOLERANCE.difference(NDArray.of(new double[] {1.5, 2, 3.1}, 3), expected)).isEmpty();
    assertThat(TOLERANCE.difference(NDArray.of(new double[] {1, 5, 9}, 3), expected))
        .hasValue("element 1: expected 2.0, found 5.0");
    assertThat(TOLERANCE.difference(NDArray.of(new double[] {1}, 1), expected))
        .hasValue("expected shape [3], found [1]");
  }
}
