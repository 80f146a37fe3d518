package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialFunctionsTest {

  @ParameterizedTest
  @CsvSource({
    "1e-10, 1.1283791670955126e-10",
    "0.1, 0.1124629160182849",
    "0.5, 0.5204998778130465",
    "1.0, 0.8427007929497149",
    "1.5, 0.9661051464753108",
    "1.9999, 0.9953201979070294",
    "2.0, 0.9953222650189527",
    "2.5, 0.999593047982555",
    "3.5, 0.9999992569016276",
    "5.0, 0.9999999999984626",
    "7.0, 1.0",
    "1e300, 1.0"
  })
  void errorFunctionIsExactToFifteenDigits(double x, double expected) {
    assertThat(SpecialFunctions.erf(x)).isCloseTo(expected, within(1e-15 * expected));
    assertThat(SpecialFunctions.erf(-x)).isEqualTo(-SpecialFunctions.erf(x));
  }

  @Test
  void errorFunctionKeepsZeroInfinityAndNaN() {
    assertThat(SpecialFunctions.erf(0)).isZero();
    assertThat(SpecialFunctions.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(SpecialFunctions.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(SpecialFunctions.erf(Double.NaN)).isNaN();
  }

  @Test
  void sigmoidDoesNotOverflow() {
    assertThat(SpecialFunctions.sigmoid(0)).isEqualTo(0.5);
    assertThat(SpecialFunctions.sigmoid(1000)).isEqualTo(1);
    assertThat(SpecialFunctions.sigmoid(-1000)).isZero();
    assertThat(SpecialFunctions.sigmoid(-700)).isCloseTo(Math.exp(-700), within(1e-318));
    assertThat(SpecialFunctions.sigmoid(Math.log(3))).isCloseTo(0.75, within(1e-15));
  }
}
