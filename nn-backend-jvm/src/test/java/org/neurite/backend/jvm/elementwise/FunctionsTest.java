package org.neurite.backend.jvm.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurite.api.graph.Elementwise.UnaryKind;

class FunctionsTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private static float at(UnaryKind kind, float x) {
    float[] y = {x};
    Functions.of(kind).apply(y, new float[1], new float[1], new float[1], 1);
    return y[0];
  }

  /** Largest distance in units in the last place over floats spread evenly by their bits. */
  private static double worst(UnaryKind kind, float low, float high, DoubleUnaryOperator exact) {
    int from = order(low);
    int to = order(high);
    long step = Math.max(1, ((long) to - from) / 300_000);
    float[] x = new float[1000];
    float[] y = new float[1000];
    float[] s = new float[1000];
    float[] t = new float[1000];
    float[] u = new float[1000];
    double worst = 0;
    for (long key = from; key <= to; ) {
      int count = 0;
      for (; count < x.length && key <= to; key += step) {
        x[count++] = fromOrder((int) key);
      }
      System.arraycopy(x, 0, y, 0, count);
      Functions.of(kind).apply(y, s, t, u, count);
      for (int i = 0; i < count; i++) {
        double wanted = exact.applyAsDouble(x[i]);
        double ulps = Math.abs(y[i] - wanted) / Math.ulp((float) wanted);
        if (!(ulps < 16)) {
          throw new AssertionError(kind + "(" + x[i] + ") = " + y[i] + ", exactly " + wanted);
        }
        worst = Math.max(worst, ulps);
      }
    }
    return worst;
  }

  /** Floats as integers in the same order. */
  private static int order(float x) {
    int bits = Float.floatToRawIntBits(x);
    return bits >= 0 ? bits : Integer.MIN_VALUE - bits;
  }

  private static float fromOrder(int key) {
    return Float.intBitsToFloat(key >= 0 ? key : Integer.MIN_VALUE - key);
  }

  @Test
  void expIsAccurateFromUnderflowToOverflow() {
    assertThat(worst(UnaryKind.EXP, -104, 88.72f, StrictMath::exp)).isLessThan(1.5);
    assertThat(at(UnaryKind.EXP, 89)).isEqualTo(INFINITY);
    assertThat(at(UnaryKind.EXP, INFINITY)).isEqualTo(INFINITY);
    assertThat(at(UnaryKind.EXP, -INFINITY)).isZero();
    assertThat(at(UnaryKind.EXP, -1e30f)).isZero();
    assertThat(at(UnaryKind.EXP, 0)).isOne();
    assertThat(at(UnaryKind.EXP, -103)).isEqualTo((float) Math.exp(-103));
  }

  @Test
  void logIsAccurateOverAllPositiveFloats() {
    assertThat(worst(UnaryKind.LOG, Float.MIN_VALUE, Float.MAX_VALUE, StrictMath::log))
        .isLessThan(2);
    assertThat(at(UnaryKind.LOG, 0)).isEqualTo(-INFINITY);
    assertThat(at(UnaryKind.LOG, INFINITY)).isEqualTo(INFINITY);
    assertThat(at(UnaryKind.LOG, -1)).isNaN();
    assertThat(at(UnaryKind.LOG, -INFINITY)).isNaN();
    assertThat(at(UnaryKind.LOG, 1)).isZero();
  }

  @Test
  void log1pIsAccurateNearZeroAndFarAway() {
    assertThat(worst(UnaryKind.LOG1P, -0.99999994f, Float.MAX_VALUE, StrictMath::log1p))
        .isLessThan(4);
    assertThat(at(UnaryKind.LOG1P, -1)).isEqualTo(-INFINITY);
    assertThat(at(UnaryKind.LOG1P, -2)).isNaN();
    assertThat(at(UnaryKind.LOG1P, INFINITY)).isEqualTo(INFINITY);
    assertThat(at(UnaryKind.LOG1P, 1e-30f)).isEqualTo(1e-30f);
  }

  @Test
  void expm1IsAccurateNearZeroAndFarAway() {
    assertThat(worst(UnaryKind.EXPM1, -100, 88.72f, StrictMath::expm1)).isLessThan(2);
    assertThat(at(UnaryKind.EXPM1, INFINITY)).isEqualTo(INFINITY);
    assertThat(at(UnaryKind.EXPM1, -INFINITY)).isEqualTo(-1);
    assertThat(at(UnaryKind.EXPM1, 1e-30f)).isEqualTo(1e-30f);
  }

  @Test
  void tanhIsAccurateAndNeverLeavesItsRange() {
    assertThat(worst(UnaryKind.TANH, -12, 12, StrictMath::tanh)).isLessThan(8);
    assertThat(at(UnaryKind.TANH, INFINITY)).isOne();
    assertThat(at(UnaryKind.TANH, -INFINITY)).isEqualTo(-1);
    assertThat(at(UnaryKind.TANH, 0)).isZero();
  }

  @Test
  void sigmoidKeepsItsPrecisionWhereItIsSmall() {
    DoubleUnaryOperator exact =
        x -> x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    assertThat(worst(UnaryKind.SIGMOID, -103, 100, exact)).isLessThan(4);
    assertThat(at(UnaryKind.SIGMOID, INFINITY)).isOne();
    assertThat(at(UnaryKind.SIGMOID, -INFINITY)).isZero();
    assertThat(at(UnaryKind.SIGMOID, 0)).isEqualTo(0.5f);
  }

  @Test
  void erfAgreesWithItsSeries() {
    for (float x = -4.5f; x <= 4.5f; x += 0.03125f * 0.75f) {
      double exact = erf(x);
      assertThat((double) at(UnaryKind.ERF, x))
          .as("erf(%s)", x)
          .isBetween(exact - 5e-7 * Math.abs(exact), exact + 5e-7 * Math.abs(exact));
    }
    assertThat(at(UnaryKind.ERF, 1e-20f)).isCloseTo(1.1283792e-20f, withPercentage(1e-4));
    assertThat(at(UnaryKind.ERF, INFINITY)).isOne();
    assertThat(at(UnaryKind.ERF, -INFINITY)).isEqualTo(-1);
  }

  /** Maclaurin's series with 60 digits. */
  private static double erf(float x) {
    MathContext digits = new MathContext(60);
    BigDecimal square = new BigDecimal(x).pow(2);
    BigDecimal power = new BigDecimal(x);
    BigDecimal sum = power;
    for (int k = 1; k < 200; k++) {
      power = power.multiply(square, digits).divide(BigDecimal.valueOf(-k), digits);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * k + 1), digits), digits);
    }
    return sum.doubleValue() * 2 / Math.sqrt(Math.PI);
  }

  @ParameterizedTest
  @EnumSource(
      value = UnaryKind.class,
      names = {"EXP", "LOG", "LOG1P", "EXPM1", "TANH", "SIGMOID", "ERF"})
  void nanGivesNanAndLeavesItsNeighboursAlone(UnaryKind kind) {
    float[] y = {0.5f, Float.NaN, 0.5f};
    Functions.of(kind).apply(y, new float[3], new float[3], new float[3], 3);
    assertThat(y[1]).isNaN();
    assertThat(y[0]).isEqualTo(y[2]).isFinite();
  }
}
