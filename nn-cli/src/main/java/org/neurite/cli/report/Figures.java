package org.neurite.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people. */
public final class Figures {
  private static final double THOUSAND = 1e3;
  private static final double TOO_LONG = 1e7;
  private static final int DIGITS = 4;
  private static final int SECONDS_PER_MINUTE = 60;

  private Figures() {}

  /**
   * Four significant digits, or all before the point if there are more.
   *
   * @param value any number
   * @return for instance {@code 0.9333}, {@code 53,210} or {@code 2.83E+9}
   */
  public static String show(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    double size = Math.abs(value);
    if (size >= THOUSAND && size < TOO_LONG) {
      return rounded(value);
    }
    BigDecimal figure = new BigDecimal(value, new MathContext(DIGITS));
    return figure.setScale(figure.scale() + DIGITS - figure.precision()).toString();
  }

  /**
   * Without decimals, thousands grouped.
   *
   * @param value any number
   * @return for instance {@code 53,210}
   */
  public static String rounded(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /**
   * A time.
   *
   * @param seconds how long
   * @return for instance {@code 12 s} or {@code 3 min 5 s}
   */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < SECONDS_PER_MINUTE) {
      return seconds < 1 && seconds > 0 ? "1 s" : whole + " s";
    }
    return whole / SECONDS_PER_MINUTE + " min " + whole % SECONDS_PER_MINUTE + " s";
  }
}
