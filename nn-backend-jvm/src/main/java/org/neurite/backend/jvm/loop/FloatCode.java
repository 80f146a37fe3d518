package org.neurite.backend.jvm.loop;

import java.util.function.Function;
import org.neurite.backend.jvm.loop.LoopCode.Local;

/** Arithmetic that functions share: sums, polynomials, exponents and mantissas. */
final class FloatCode {
  /** Adding this to a float rounds it to an integer, which is then in the low bits. */
  static final float ROUNDER = 0x1.8p23f;

  /** The square root of one half as bits: mantissas are taken from there to sqrt(2). */
  static final int HALF_ROOT = 0x3F3504F3;

  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;

  private final Arithmetic code;
  private final Function<Float, Local> constants;

  FloatCode(Arithmetic code, Function<Float, Local> constants) {
    this.code = code;
    this.constants = constants;
  }

  Local number(float value) {
    return constants.apply(value);
  }

  Local add(Local a, Local b) {
    return code.floats("add", a, b);
  }

  Local sub(Local a, Local b) {
    return code.floats("sub", a, b);
  }

  Local mul(Local a, Local b) {
    return code.floats("mul", a, b);
  }

  Local div(Local a, Local b) {
    return code.floats("div", a, b);
  }

  /** a b + c, rounded once. */
  Local fma(Local a, Local b, Local c) {
    return code.floats("fma", a, b, c);
  }

  Local abs(Local x) {
    return code.floats("abs", x);
  }

  Local polynomial(Local x, float... coefficients) {
    Local sum = number(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = fma(sum, x, number(coefficients[i]));
    }
    return sum;
  }

  /** The smaller of x and a number, NaN if x is. */
  Local atMost(Local x, float most) {
    return code.blend(x, number(most), code.compare("GT", x, number(most)));
  }

  Local atLeast(Local x, float least) {
    return code.blend(x, number(least), code.compare("LT", x, number(least)));
  }

  Local withSignOf(Local sign, Local size) {
    Local bits = code.ints("and", code.asInts(sign), code.broadcast(Integer.MIN_VALUE));
    return code.asFloats(code.ints("or", code.asInts(size), bits));
  }

  /** Two to the power of an integer that {@link #ROUNDER} was added to, or of half of it. */
  Local power(Local exponent) {
    Local biased = code.ints("add", exponent, code.broadcast(EXPONENT_BIAS));
    return code.asFloats(code.shift("LSHL", biased, MANTISSA_BITS));
  }

  Local integer(Local rounded) {
    return code.ints("sub", code.asInts(rounded), code.broadcast(Float.floatToRawIntBits(ROUNDER)));
  }

  /** x times two to the power k, in two steps, so that no step leaves the range of a float. */
  Local scale(Local x, Local k) {
    Local half = code.shift("ASHR", k, 1);
    return mul(mul(x, power(half)), power(code.ints("sub", k, half)));
  }

  /** A small integer as a float. */
  private Local wholeFloat(Local integer) {
    Local bits = code.broadcast(Float.floatToRawIntBits(ROUNDER));
    return sub(code.asFloats(code.ints("add", integer, bits)), number(ROUNDER));
  }

  /** The exponent of a positive number whose mantissa is from {@link #HALF_ROOT}, as a float. */
  Local exponent(Local x) {
    return wholeFloat(code.shift("ASHR", aboveHalfRoot(x), MANTISSA_BITS));
  }

  /** That mantissa. */
  Local mantissa(Local x) {
    Local bits = code.ints("and", aboveHalfRoot(x), code.broadcast(MANTISSA));
    return code.asFloats(code.ints("add", bits, code.broadcast(HALF_ROOT)));
  }

  private Local aboveHalfRoot(Local x) {
    return code.ints("sub", code.asInts(x), code.broadcast(HALF_ROOT));
  }

  /** Cut towards zero. */
  Local truncate(Local x) {
    Local size = abs(x);
    Local rounded = sub(add(size, number(0x1p23f)), number(0x1p23f));
    Local cut = code.blend(rounded, sub(rounded, number(1)), code.compare("GT", rounded, size));
    return withSignOf(x, code.blend(size, cut, code.compare("LT", size, number(0x1p23f))));
  }
}
