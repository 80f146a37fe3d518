package org.neurite.backend.jvm.loop;

import org.neurite.backend.jvm.loop.LoopCode.Local;

/** Powers with a variable exponent, whose logarithm must be known to more digits than a float's. */
final class Powers {
  /**
   * The base-2 logarithm of (1 + s) / (1 - s), less its linear term, divided by the cube of s; the
   * last coefficient in two parts.
   */
  private static final float[] LOG2_CUBIC = {
    0x1.209ccap-2f, 0x1.47af52p-2f, 0x1.a61956p-2f, 0x1.2776c4p-1f
  };

  private static final float CUBIC_HIGH = 0x1.ec709ep-1f;
  private static final float CUBIC_LOW = -0x1.e2fe02p-28f;

  private static final float TWO_BY_LN2_HIGH = 0x1.715476p+1f;
  private static final float TWO_BY_LN2_LOW = 0x1.4ae0cp-25f;
  private static final float[] EXP2 = {
    0x1.e5c8d8p-17f,
    0x1.44228cp-13f,
    0x1.5da0eep-10f,
    0x1.3b2a4ap-7f,
    0x1.c6b072p-5f,
    0x1.ebfbe0p-3f,
    0x1.62e43p-1f
  };

  /** Beyond this, every power of two overflows or vanishes. */
  private static final float MOST = 200;

  private final Arithmetic code;
  private final FloatCode f;

  Powers(Arithmetic code, FloatCode f) {
    this.code = code;
    this.f = f;
  }

  /** 2^(y log2 |x|) with the logarithm in two parts, and the sign of odd powers. */
  Local pow(Local x, Local y) {
    Local size = f.abs(x);
    Local k = f.exponent(size);
    Local m = f.mantissa(size);
    Local top = f.sub(m, f.number(1));
    Local bottom = f.add(m, f.number(1));
    Local s = f.div(top, bottom);
    // What s lacks: (m - 1 - s (m + 1)) / (m + 1), where m + 1 was rounded, too.
    Local lostBelow = f.sub(m, f.sub(bottom, f.number(1)));
    Local minus = neg(s);
    Local sLow = f.div(f.fma(minus, lostBelow, f.fma(minus, bottom, top)), bottom);
    Local square = f.mul(s, s);
    Local linear = f.mul(s, f.number(TWO_BY_LN2_HIGH));
    Local lostLinear = lost(s, f.number(TWO_BY_LN2_HIGH), linear);
    // The cubic term grows with what s lacks, too, by its square times as much.
    Local linearLow =
        f.fma(
            f.fma(sLow, square, sLow),
            f.number(TWO_BY_LN2_HIGH),
            f.fma(s, f.number(TWO_BY_LN2_LOW), lostLinear));
    Local cube = f.mul(square, s);
    Local cubeLow = f.fma(lost(s, s, square), s, lost(square, s, cube));
    Local cubic = f.mul(cube, f.number(CUBIC_HIGH));
    Local cubicLow =
        f.fma(
            cube,
            f.number(CUBIC_LOW),
            f.fma(cubeLow, f.number(CUBIC_HIGH), lost(cube, f.number(CUBIC_HIGH), cubic)));
    Local rest = f.mul(f.mul(f.polynomial(square, LOG2_CUBIC), square), cube);
    Local main = f.add(linear, cubic);
    Local high = f.add(k, main); // |k| is 0 or larger than |main|, and that than |cubic|
    Local low =
        f.add(
            f.sub(main, f.sub(high, k)),
            f.add(f.sub(cubic, f.sub(main, linear)), f.add(rest, f.add(linearLow, cubicLow))));
    return code.rare("powOfSpecial", x, y, signed(x, y, exp2(high, low, y)));
  }

  private Local neg(Local x) {
    return code.floats("neg", x);
  }

  /** What rounding a product lost. */
  private Local lost(Local a, Local b, Local product) {
    return f.fma(a, b, neg(product));
  }

  /** 2^(y (high + low)). */
  private Local exp2(Local high, Local low, Local y) {
    Local product = f.atLeast(f.atMost(f.mul(y, high), MOST), -MOST);
    Local rounded = f.add(product, f.number(FloatCode.ROUNDER));
    Local k = f.sub(rounded, f.number(FloatCode.ROUNDER));
    Local fraction = f.fma(y, low, f.fma(y, high, neg(k)));
    Local inRange = f.atLeast(f.atMost(fraction, 1), -1);
    Local value = f.fma(f.polynomial(inRange, EXP2), inRange, f.number(1));
    return f.scale(value, f.integer(rounded));
  }

  /** Powers of negative numbers: NaN unless y is an integer, negative if it is odd. */
  private Local signed(Local x, Local y, Local power) {
    Local half = f.mul(y, f.number(0.5f));
    Local isWhole = code.compare("EQ", f.truncate(y), y);
    Local isEven = code.compare("EQ", f.truncate(half), half);
    Local odd = code.blend(neg(power), power, isEven);
    Local ofNegative = code.blend(f.number(Float.NaN), odd, isWhole);
    return code.blend(power, ofNegative, code.compare("LT", x, f.number(0)));
  }
}
