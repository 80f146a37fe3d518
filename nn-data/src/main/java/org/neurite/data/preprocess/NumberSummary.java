package org.neurite.data.preprocess;

/**
 * What is learnt from the numbers of training rows in one pass: mean, deviation, bounds, quantiles
 * and how many are missing. Two summaries of different rows can be merged. Sums are kept with twice
 * the precision of a double (Dekker, 1971), in units of a power of two near the largest value, so
 * that neither the order of the rows nor how they were divided nor their size shows in the results.
 * Used by one thread.
 */
public final class NumberSummary {
  /** Deviations below this part of the mean are rounding errors of a constant. */
  private static final double ROUNDING = 1e-12;

  private final QuantileSketch quantiles = new QuantileSketch();
  private long missing;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private int exponent = Double.MIN_EXPONENT;
  private double limit = Math.scalb(1.0, exponent);
  private double sum;
  private double sumRest;
  private double squares;
  private double squaresRest;

  /** A summary of no rows. */
  public NumberSummary() {}

  /**
   * One more row.
   *
   * @param value a finite number, or NaN if it is missing
   */
  public void add(double value) {
    if (Double.isNaN(value)) {
      missing++;
      return;
    }
    quantiles.add(value);
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (Math.abs(value) >= limit) {
      rescale(Math.getExponent(value) + 1);
    }
    double unit = Math.scalb(value, -exponent);
    double square = unit * unit;
    addToSum(unit, 0);
    addToSquares(square, Math.fma(unit, unit, -square));
  }

  /** Expresses the sums in a larger unit. */
  private void rescale(int larger) {
    int shift = exponent - larger;
    sum = Math.scalb(sum, shift);
    sumRest = Math.scalb(sumRest, shift);
    squares = Math.scalb(squares, 2 * shift);
    squaresRest = Math.scalb(squaresRest, 2 * shift);
    exponent = larger;
    limit = larger > Double.MAX_EXPONENT ? Double.POSITIVE_INFINITY : Math.scalb(1.0, larger);
  }

  private void addToSum(double value, double rest) {
    double total = sum + value;
    double part = total - sum;
    sumRest += (sum - (total - part)) + (value - part) + rest;
    sum = total;
  }

  private void addToSquares(double value, double rest) {
    double total = squares + value;
    double part = total - squares;
    squaresRest += (squares - (total - part)) + (value - part) + rest;
    squares = total;
  }

  /**
   * All rows of another summary. The other one is not changed.
   *
   * @param other a summary of other rows
   */
  public void merge(NumberSummary other) {
    quantiles.merge(other.quantiles);
    missing += other.missing;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    if (other.exponent > exponent) {
      rescale(other.exponent);
    }
    int shift = other.exponent - exponent;
    addToSum(Math.scalb(other.sum, shift), Math.scalb(other.sumRest, shift));
    addToSquares(Math.scalb(other.squares, 2 * shift), Math.scalb(other.squaresRest, 2 * shift));
  }

  /**
   * Mean of the numbers that are there.
   *
   * @return the mean, 0 if there are none
   */
  public double mean() {
    long count = quantiles.count();
    return count == 0 ? 0 : Math.scalb((sum + sumRest) / count, exponent);
  }

  /**
   * Population standard deviation of the numbers that are there.
   *
   * @return the deviation, 0 if they are all alike
   */
  public double deviation() {
    long count = quantiles.count();
    double mean = mean();
    if (count == 0 || Math.max(mean - min, max - mean) <= ROUNDING * Math.abs(mean)) {
      return 0;
    }
    double square = sum * sum;
    double squareRest = Math.fma(sum, sum, -square) + 2 * sum * sumRest;
    double quotient = square / count;
    double quotientRest = (Math.fma(-quotient, (double) count, square) + squareRest) / count;
    double spread = (squares - quotient) + (squaresRest - quotientRest);
    return Math.scalb(Math.sqrt(Math.max(0, spread) / count), exponent);
  }

  /**
   * The smallest number.
   *
   * @return the number, 0 if there are none
   */
  public double min() {
    return quantiles.count() == 0 ? 0 : min;
  }

  /**
   * The largest number.
   *
   * @return the number, 0 if there are none
   */
  public double max() {
    return quantiles.count() == 0 ? 0 : max;
  }

  /**
   * The number below which a part of the numbers lies, as exact as {@link QuantileSketch} has it.
   *
   * @param part from 0 to 1
   * @return the quantile, 0 if there are no numbers
   */
  public double quantile(double part) {
    return quantiles.quantile(part);
  }

  /**
   * How many rows have no number.
   *
   * @return their share, from 0 to 1
   */
  public double missingShare() {
    long rows = quantiles.count() + missing;
    return rows == 0 ? 0 : (double) missing / rows;
  }

  /** Rows, mean and deviation. */
  @Override
  public String toString() {
    return "%d numbers, %d missing, mean %s, deviation %s"
        .formatted(quantiles.count(), missing, mean(), deviation());
  }
}
