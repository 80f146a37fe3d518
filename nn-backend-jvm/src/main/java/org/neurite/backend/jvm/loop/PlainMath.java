package org.neurite.backend.jvm.loop;

/**
 * Steps of a plain loop that are no single instruction. Comparisons give an int, which the compiler
 * makes without a jump: on random data that is faster than choosing between two floats.
 */
final class PlainMath {
  private PlainMath() {}

  static float sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  static float floor(float x) {
    return (float) Math.floor(x);
  }

  static float truncate(float x) {
    return (int) x;
  }

  static int lt(float a, float b) {
    return a < b ? 1 : 0;
  }

  static int le(float a, float b) {
    return a <= b ? 1 : 0;
  }

  static int eq(float a, float b) {
    return a == b ? 1 : 0;
  }

  static int ne(float a, float b) {
    return a != b ? 1 : 0;
  }

  /** Chooses by bits: 1 becomes a mask of ones. */
  static float blend(float a, float b, int condition) {
    int chosen = Float.floatToRawIntBits(b) & -condition;
    int other = Float.floatToRawIntBits(a) & condition - 1;
    return Float.intBitsToFloat(chosen | other);
  }

  /** The sine where {@link Transcendentals} could not compute it. */
  static float sinOfLarge(float x, float y) {
    return Math.abs(x) > Transcendentals.LARGEST_ANGLE ? (float) Math.sin(x) : y;
  }

  /** The cosine where {@link Transcendentals} could not compute it. */
  static float cosOfLarge(float x, float y) {
    return Math.abs(x) > Transcendentals.LARGEST_ANGLE ? (float) Math.cos(x) : y;
  }

  /** The power of zeros, subnormal numbers, infinities and NaN, else the one that was computed. */
  static float powOfSpecial(float x, float y, float power) {
    float size = Math.abs(x);
    boolean isOrdinary =
        size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE && Math.abs(y) <= Float.MAX_VALUE;
    return isOrdinary ? power : (float) Math.pow(x, y);
  }
}
