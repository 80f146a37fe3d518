package org.neurite.backend.jvm.loop;

import java.util.function.Function;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.backend.jvm.loop.LoopCode.Local;

/**
 * Transcendental functions as code: polynomials fitted to the least greatest relative error, summed
 * by fused multiply-adds. The code is the same for vectors and for single numbers, and so are the
 * bits it computes. Errors stay below 2 units in the last place for exp and log, below 4 for the
 * others, over all floats; NaN gives NaN, results overflow to infinity and underflow through the
 * subnormal numbers.
 */
final class Transcendentals {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  /** Beyond this, more digits of pi are needed to take multiples of it off. */
  static final float LARGEST_ANGLE = 30_000;

  private static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts. */
  private static final float LN2_HIGH = 0x1.62e43p-1f;

  private static final float LN2_LOW = -0x1.05c61p-29f;

  private static final float[] EXPM1 = {
    0x1.9a1884p-13f, 0x1.6d45c8p-10f, 0x1.1115ecp-7f, 0x1.5554eep-5f, 0x1.555552p-3f, 0.5f
  };
  private static final float[] LOG = {
    0x1.13c8bcp-4f,
    -0x1.dd9ee4p-4f,
    0x1.e6dbe2p-4f,
    -0x1.fc3d6p-4f,
    0x1.233afap-3f,
    -0x1.555b9p-3f,
    0x1.99a478p-3f,
    -0x1.000008p-2f,
    0x1.555548p-2f
  };
  private static final float[] TANH = {
    -0x1.758facp-8f, 0x1.5211c4p-6f, -0x1.b838ap-5f, 0x1.110704p-3f, -0x1.555532p-2f
  };
  private static final float[] ERF = {
    0x1.02d7ccp-14f,
    -0x1.8708c4p-11f,
    0x1.4f73cp-8f,
    -0x1.b7472ep-6f,
    0x1.ce1fc6p-4f,
    -0x1.8126d2p-2f,
    0x1.20dd74p+0f
  };

  /** The logarithm of 1 - erf, from 1 to 4. */
  private static final float[] LOG_ERFC = {
    -0x1.6bf27p-16f,
    0x1.cedefap-12f,
    -0x1.139614p-8f,
    0x1.9d0a5ep-6f,
    -0x1.bc1868p-4f,
    -0x1.4434f8p-1f,
    -0x1.212c2cp+0f,
    0x1.8b3ed4p-13f
  };

  private static final float[] SIN = {
    0x1.7862b8p-19f, -0x1.a04a7p-13f, 0x1.111166p-7f, -0x1.555556p-3f
  };
  private static final float[] COS = {
    -0x1.334364p-22f, 0x1.a065f4p-16f, -0x1.6c1742p-10f, 0x1.555556p-5f
  };
  private static final float TWO_BY_PI = 0.63661975f;

  /** Half of pi in three parts, negative. */
  private static final float[] HALF_PI = {-0x1.921fb6p+0f, 0x1.777a5cp-25f, 0x1.ee59dap-50f};

  private final Arithmetic code;
  private final FloatCode f;
  private final Powers powers;

  Transcendentals(Arithmetic code, Function<Float, Local> constants) {
    this.code = code;
    this.f = new FloatCode(code, constants);
    this.powers = new Powers(code, f);
  }

  private Local expm1OfFraction(Local x) {
    return f.fma(f.mul(f.polynomial(x, EXPM1), x), x, x);
  }

  /** A function by its kind. */
  Local of(UnaryKind kind, Local x) {
    return switch (kind) {
      case EXP -> exp(x);
      case EXPM1 -> expm1(x);
      case LOG -> log(x);
      case LOG1P -> log1p(x);
      case TANH -> tanh(x);
      case SIGMOID -> sigmoid(x);
      case ERF -> erf(x);
      case SIN -> sin(x);
      case COS -> cos(x);
      default -> throw new IllegalArgumentException(kind + " is no transcendental function");
    };
  }

  private Local exp(Local x) {
    Local inRange = f.atLeast(f.atMost(x, 89), -105);
    Local rounded = f.fma(inRange, f.number(LOG2_E), f.number(FloatCode.ROUNDER));
    Local fraction = fraction(inRange, f.sub(rounded, f.number(FloatCode.ROUNDER)));
    return f.scale(f.add(expm1OfFraction(fraction), f.number(1)), f.integer(rounded));
  }

  /** x - k ln 2. */
  private Local fraction(Local x, Local k) {
    return f.fma(k, f.number(-LN2_LOW), f.fma(k, f.number(-LN2_HIGH), x));
  }

  /** 2 (2^(k-1) (e^f - 1) + 2^(k-1) - 1/2), which overflows only where the result does. */
  private Local expm1(Local x) {
    Local inRange = f.atLeast(f.atMost(x, 89), -18);
    Local rounded = f.fma(inRange, f.number(LOG2_E), f.number(FloatCode.ROUNDER));
    Local fraction = fraction(inRange, f.sub(rounded, f.number(FloatCode.ROUNDER)));
    Local half = f.power(code.ints("sub", f.integer(rounded), code.broadcast(1)));
    Local sum = f.fma(half, expm1OfFraction(fraction), f.sub(half, f.number(0.5f)));
    return f.withSignOf(x, f.mul(f.abs(sum), f.number(2)));
  }

  private Local log(Local x) {
    Local isSmall = code.compare("LT", x, f.number(Float.MIN_NORMAL));
    Local normal = code.blend(x, f.mul(x, f.number(0x1p23f)), isSmall);
    Local exponent = f.exponent(normal);
    Local k = code.blend(exponent, f.sub(exponent, f.number(23)), isSmall);
    Local m = f.sub(f.mantissa(normal), f.number(1));
    Local finite = logOf(m, k);
    // Infinity and NaN give themselves, zeros minus infinity, and negative numbers NaN.
    Local large =
        code.blend(finite, x, code.mask("not", code.compare("LT", x, f.number(INFINITY))));
    Local zero = code.blend(large, f.number(-INFINITY), code.compare("EQ", x, f.number(0)));
    return code.blend(zero, f.number(Float.NaN), code.compare("LT", x, f.number(0)));
  }

  /** ln(1 + m) + k ln 2. */
  private Local logOf(Local m, Local k) {
    Local square = f.mul(m, m);
    Local rest = f.mul(f.mul(f.polynomial(m, LOG), m), square);
    Local low = f.fma(k, f.number(LN2_LOW), f.fma(f.number(-0.5f), square, rest));
    return f.fma(k, f.number(LN2_HIGH), f.add(m, low));
  }

  /** ln(1 + x), and what rounding 1 + x lost, divided by 1 + x. */
  private Local log1p(Local x) {
    Local sum = f.add(f.number(1), x);
    Local lost = f.div(f.sub(x, f.sub(sum, f.number(1))), sum);
    Local isOrdinary = code.compare("LT", f.abs(lost), f.number(1));
    Local log = log(sum);
    return withSignOfZero(x, code.blend(log, f.add(log, lost), isOrdinary));
  }

  private Local withSignOfZero(Local x, Local y) {
    return code.blend(y, x, code.compare("EQ", x, f.number(0)));
  }

  /** Near zero a polynomial, elsewhere 1 - 2 / (e^2x + 1). */
  private Local tanh(Local x) {
    Local size = f.abs(x);
    Local square = f.mul(size, size);
    Local small = f.fma(f.mul(f.polynomial(square, TANH), square), size, size);
    Local exp = exp(f.add(f.atMost(size, 10), f.atMost(size, 10)));
    Local large = f.sub(f.number(1), f.div(f.number(2), f.add(exp, f.number(1))));
    return f.withSignOf(x, code.blend(large, small, code.compare("LT", size, f.number(0.625f))));
  }

  /** 1 / (1 + e^-|x|), or e^-|x| times that, which keeps its precision where it is small. */
  private Local sigmoid(Local x) {
    Local exp = exp(code.floats("neg", f.abs(x)));
    Local top = code.blend(f.number(1), exp, code.compare("LT", x, f.number(0)));
    return f.div(top, f.add(f.number(1), exp));
  }

  private Local erf(Local x) {
    Local size = f.atMost(f.abs(x), 4);
    Local small = f.mul(f.polynomial(f.mul(size, size), ERF), size);
    Local large = f.sub(f.number(1), exp(f.polynomial(size, LOG_ERFC)));
    return f.withSignOf(x, code.blend(large, small, code.compare("LT", size, f.number(1))));
  }

  /** The power of x to the y. */
  Local pow(Local x, Local y) {
    return powers.pow(x, y);
  }

  /** Cut towards zero. */
  Local truncate(Local x) {
    return f.truncate(x);
  }

  private Local sin(Local x) {
    return code.rare("sinOfLarge", x, withSignOfZero(x, quadrants(x, 0)));
  }

  private Local cos(Local x) {
    return code.rare("cosOfLarge", x, quadrants(x, 1));
  }

  /** The sine of x + shift pi/2, by quadrants. */
  private Local quadrants(Local x, int shift) {
    Local rounded = f.fma(x, f.number(TWO_BY_PI), f.number(FloatCode.ROUNDER));
    Local turns = f.sub(rounded, f.number(FloatCode.ROUNDER));
    Local r = x;
    for (float part : HALF_PI) {
      r = f.fma(turns, f.number(part), r);
    }
    Local square = f.mul(r, r);
    Local sin = f.fma(f.mul(f.polynomial(square, SIN), square), r, r);
    Local rest = f.mul(f.mul(f.polynomial(square, COS), square), square);
    Local cos = f.add(f.fma(f.number(-0.5f), square, rest), f.number(1));
    Local quadrant = code.ints("add", code.asInts(rounded), code.broadcast(shift));
    Local odd = code.asFloats(code.shift("LSHL", quadrant, 31));
    Local isOdd = code.compare("NE", asUnit(odd), f.number(1));
    Local value = code.blend(sin, cos, isOdd);
    Local sign = code.shift("LSHL", code.shift("LSHR", quadrant, 1), 31);
    return code.asFloats(code.xor(code.asInts(value), sign));
  }

  /** 1 with the sign of a number. */
  private Local asUnit(Local sign) {
    return f.withSignOf(sign, f.number(1));
  }

  Local floor(Local x) {
    Local cut = f.truncate(x);
    return code.blend(cut, f.sub(cut, f.number(1)), code.compare("GT", cut, x));
  }

  Local sign(Local x) {
    Local unit = asUnit(x);
    return code.blend(x, unit, code.compare("GT", f.abs(x), f.number(0)));
  }
}
