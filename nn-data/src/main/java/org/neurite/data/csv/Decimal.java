package org.neurite.data.csv;

import org.jspecify.annotations.Nullable;

/**
 * Reads decimal numbers from characters, exactly rounded, without an exception for what is none.
 */
final class Decimal {
  /** Powers of ten that a double holds exactly. */
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int EXACT_DIGITS = 15;

  private final char[] text;
  private final int end;
  private int at;
  private long mantissa;
  private int digits;
  private int significant;
  private int fraction;

  private Decimal(char[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
  }

  /**
   * Reads {@code [+-] digits [. digits] [e [+-] digits]} or a name of infinity.
   *
   * @return the number, infinite if it is too large for a double, or NaN if the text is no number
   */
  static double parse(char[] text, int from, int to) {
    Decimal decimal = new Decimal(text, from, to);
    return decimal.value(from);
  }

  private double value(int from) {
    boolean negative = sign();
    int first = at;
    digits(false);
    if (at < end && text[at] == '.') {
      at++;
      digits(true);
    }
    if (digits == 0) {
      return isInfinity(first) ? infinity(negative) : Double.NaN;
    }
    Integer exponent = exponent();
    if (exponent == null || at < end) {
      return Double.NaN;
    }
    int scale = exponent - fraction;
    if (significant > EXACT_DIGITS || Math.abs(scale) >= POWERS.length) {
      return Double.parseDouble(new String(text, from, end - from));
    }
    double size = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
    return negative ? -size : size;
  }

  private boolean sign() {
    boolean negative = at < end && text[at] == '-';
    if (negative || (at < end && text[at] == '+')) {
      at++;
    }
    return negative;
  }

  private void digits(boolean afterPoint) {
    for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
      digits++;
      significant += significant > 0 || text[at] != '0' ? 1 : 0;
      mantissa = mantissa * 10 + (text[at] - '0');
      fraction += afterPoint ? 1 : 0;
    }
  }

  /** The exponent, 0 if there is none, null if it is malformed. */
  private @Nullable Integer exponent() {
    if (at == end || (text[at] | 0x20) != 'e') {
      return 0;
    }
    at++;
    boolean negative = sign();
    int first = at;
    int value = 0;
    for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
      value = Math.min(99_999, value * 10 + (text[at] - '0'));
    }
    return at == first ? null : Integer.valueOf(negative ? -value : value);
  }

  private boolean isInfinity(int first) {
    int length = end - first;
    if (length != 3 && length != 8) {
      return false;
    }
    String rest = new String(text, first, length);
    return rest.equalsIgnoreCase("inf") || rest.equalsIgnoreCase("infinity");
  }

  private static double infinity(boolean negative) {
    return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
