package org.neurite.reference;

/** Functions that {@link Math} lacks, to about one unit in the fifteenth digit. */
final class SpecialFunctions {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  private SpecialFunctions() {}

  /** The logistic function; the exponential never overflows. */
  static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /**
   * The error function. Below 2 by Abramowitz, Stegun, "Handbook of Mathematical Functions" (1964),
   * 7.1.6, a series of positive terms; above by the continued fraction of its complement, 7.1.14.
   */
  static double erf(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 2) {
      return series(x);
    }
    return Math.signum(x) * (1 - complement(magnitude));
  }

  /** 2 / sqrt(pi) exp(-x^2) sum of 2^k x^(2k+1) / (1 3 .. (2k+1)). */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
      term *= 2 * x * x / (2 * k + 1);
      sum += term;
    }
    return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
  }

  /** exp(-x^2) / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ..)))), from inside out. */
  private static double complement(double x) {
    if (x > 30) {
      return 0;
    }
    double fraction = x;
    for (int k = 100; k >= 1; k--) {
      fraction = x + k / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }
}
