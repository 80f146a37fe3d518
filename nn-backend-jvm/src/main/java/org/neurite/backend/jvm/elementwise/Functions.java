package org.neurite.backend.jvm.elementwise;

import org.neurite.api.graph.Elementwise.UnaryKind;

/**
 * Transcendental functions in single precision, a few loops each. The loops start at index 0 and
 * are split so that the JIT compiler turns all but the handling of exponents into vector code.
 * Polynomials and rational functions are minimax fits of the relative error; errors stay below 8
 * units in the last place (exp, log: 2), NaN gives NaN, and results overflow to infinity and
 * underflow through the subnormal numbers.
 */
public final class Functions {
  /** Adding this to a float rounds it to an integer, which is then in the low bits. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final int ROUNDER_BITS = 0x4B400000;

  private static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts; multiples of the first are exact. */
  private static final float LN2_HIGH = 0x1.63p-1f;

  private static final float LN2_LOW = -0.00021219444f;

  /** Powers of two from 2^-256 to 2^255, at the exponent's low 9 bits. */
  private static final double[] POWERS = new double[512];

  /** The square root of one half as bits: mantissas are taken from there to sqrt(2). */
  private static final int HALF_ROOT = 0x3F3504F3;

  static {
    for (int exponent = -256; exponent < 256; exponent++) {
      POWERS[exponent & 511] = Math.scalb(1.0, exponent);
    }
  }

  private Functions() {}

  /** A function computed in place. */
  @FunctionalInterface
  interface BlockFunction {
    /**
     * Computes.
     *
     * @param y arguments, replaced by results
     * @param s scratch of the same length
     * @param t scratch of the same length
     * @param u scratch of the same length
     * @param count how many
     */
    void apply(float[] y, float[] s, float[] t, float[] u, int count);
  }

  static BlockFunction of(UnaryKind kind) {
    return switch (kind) {
      case EXP -> (y, s, t, u, count) -> exp(y, s, t, count);
      case LOG -> (y, s, t, u, count) -> log(y, s, t, count);
      case LOG1P -> Functions::log1p;
      case EXPM1 -> Functions::expm1;
      case TANH -> Functions::tanh;
      case SIGMOID -> Functions::sigmoid;
      case ERF -> Functions::erf;
      default -> throw new IllegalArgumentException(kind + " is a single loop");
    };
  }

  /**
   * e to the y, in place.
   *
   * @param y arguments, replaced by results
   * @param s scratch of the same length
   * @param t scratch of the same length
   * @param count how many
   */
  public static void exp(float[] y, float[] s, float[] t, int count) {
    reduceExponent(y, s, t, count);
    for (int i = 0; i < count; i++) {
      y[i] = expm1OfFraction(t[i]) + 1;
    }
    for (int i = 0; i < count; i++) {
      int exponent = Float.floatToRawIntBits(s[i]) - ROUNDER_BITS;
      y[i] = (float) (y[i] * POWERS[exponent & 511]);
    }
  }

  private static float expm1OfFraction(float f) {
    float p = 0.00019788157f;
    p = p * f + 0.0013946866f;
    p = p * f + 0.008333511f;
    p = p * f + 0.041666266f;
    p = p * f + 0.16666666f;
    p = p * f + 0.5f;
    return p * f * f + f;
  }

  /** y = k ln 2 + f with integer k: leaves k + ROUNDER in s and f in t. */
  private static void reduceExponent(float[] y, float[] s, float[] t, int count) {
    for (int i = 0; i < count; i++) {
      float x = Math.max(-105, Math.min(89, y[i]));
      float rounded = x * LOG2_E + ROUNDER;
      float k = rounded - ROUNDER;
      s[i] = rounded;
      t[i] = x - k * LN2_HIGH - k * LN2_LOW;
    }
  }

  /** (2^k - 1) + 2^k (e^f - 1) in double, where nothing is lost. */
  private static void expm1(float[] y, float[] s, float[] t, float[] u, int count) {
    reduceExponent(y, s, t, count);
    for (int i = 0; i < count; i++) {
      y[i] = expm1OfFraction(t[i]);
    }
    for (int i = 0; i < count; i++) {
      double power = POWERS[(Float.floatToRawIntBits(s[i]) - ROUNDER_BITS) & 511];
      y[i] = (float) (power * y[i] + (power - 1));
    }
  }

  /**
   * Natural logarithm of y, in place.
   *
   * @param y arguments, replaced by results
   * @param s scratch of the same length
   * @param t scratch of the same length
   * @param count how many
   */
  public static void log(float[] y, float[] s, float[] t, int count) {
    for (int i = 0; i < count; i++) {
      float x = y[i];
      t[i] = x;
      int shift = 0;
      if (x < Float.MIN_NORMAL) {
        x *= 0x1p23f;
        shift = 23;
      }
      int bits = Float.floatToRawIntBits(x) - HALF_ROOT;
      s[i] = (bits >> 23) - shift;
      y[i] = Float.intBitsToFloat((bits & 0x7FFFFF) + HALF_ROOT) - 1;
    }
    for (int i = 0; i < count; i++) {
      y[i] = log(y[i], s[i]);
    }
    for (int i = 0; i < count; i++) {
      if (!(t[i] > 0 && t[i] < Float.POSITIVE_INFINITY)) {
        y[i] = (float) Math.log(t[i]);
      }
    }
  }

  /** ln(1 + m) + k ln 2. */
  private static float log(float m, float k) {
    float square = m * m;
    float p = 0.06746645f;
    p = p * m - 0.1167566f;
    p = p * m + 0.11888164f;
    p = p * m - 0.12405588f;
    p = p * m + 0.14219552f;
    p = p * m - 0.16667996f;
    p = p * m + 0.20002119f;
    p = p * m - 0.2500001f;
    p = p * m + 0.33333313f;
    return m + (p * m * square + k * LN2_LOW - 0.5f * square) + k * LN2_HIGH;
  }

  /** ln(1 + y), and what rounding 1 + y lost, divided by 1 + y. */
  private static void log1p(float[] y, float[] s, float[] t, float[] u, int count) {
    for (int i = 0; i < count; i++) {
      float sum = 1 + y[i];
      u[i] = (y[i] - (sum - 1)) / sum;
      y[i] = sum;
    }
    log(y, s, t, count);
    for (int i = 0; i < count; i++) {
      if (t[i] > 0 && t[i] < Float.POSITIVE_INFINITY) {
        y[i] += u[i];
      }
    }
  }

  private static void tanh(float[] y, float[] s, float[] t, float[] u, int count) {
    for (int i = 0; i < count; i++) {
      float x = Math.max(-9.02f, Math.min(9.02f, y[i]));
      float z = x * x;
      float p = 1.816245e-11f;
      p = p * z - 1.2743812e-8f;
      p = p * z + 9.2551245e-6f;
      p = p * z + 0.0029194106f;
      p = p * z + 0.1291797f;
      p = p * z + 0.99999994f;
      float q = 0.00022791361f;
      q = q * z + 0.023757635f;
      q = q * z + 0.46251252f;
      q = q * z + 1;
      y[i] = x * p / q;
    }
    clampToOne(y, count);
  }

  /** e^x / (1 + e^x), which keeps its precision where it is small. */
  private static void sigmoid(float[] y, float[] s, float[] t, float[] u, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = Math.min(40, y[i]);
    }
    exp(y, s, t, count);
    for (int i = 0; i < count; i++) {
      y[i] = y[i] / (1 + y[i]);
    }
  }

  private static void erf(float[] y, float[] s, float[] t, float[] u, int count) {
    for (int i = 0; i < count; i++) {
      float x = Math.max(-4, Math.min(4, y[i]));
      float z = x * x;
      float p = 1.9867684e-6f;
      p = p * z + 0.00028456555f;
      p = p * z + 0.0038833634f;
      p = p * z + 0.053101804f;
      p = p * z + 0.19354564f;
      p = p * z + 1.1283791f;
      float q = 3.742001e-5f;
      q = q * z + 0.0011855743f;
      q = q * z + 0.015207292f;
      q = q * z + 0.115350224f;
      q = q * z + 0.5048579f;
      q = q * z + 1;
      y[i] = x * p / q;
    }
    clampToOne(y, count);
  }

  private static void clampToOne(float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = Math.max(-1, Math.min(1, y[i]));
    }
  }
}
