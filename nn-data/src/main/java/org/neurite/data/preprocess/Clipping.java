package org.neurite.data.preprocess;

import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * Bounds that numbers are brought to.
 *
 * @param low the smallest number, or the quantile that it is
 * @param high the largest number, or the quantile that it is
 * @param quantiles whether the bounds are quantiles of the training rows, from 0 to 1. Mean and
 *     deviation are then those of the numbers as they are, since the bounds are known only at the
 *     end of the pass; the smallest and the largest number are the bounds
 */
public record Clipping(double low, double high, boolean quantiles) {
  /** No bounds. */
  public static final Clipping NONE =
      new Clipping(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

  /** Checks the bounds. */
  public Clipping {
    boolean fits = quantiles ? low >= 0 && high <= 1 && low < high : low < high;
    if (!fits) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("clip")
              .expected("a low bound and a higher one, as in 0..100 or 1%..99%")
              .found(low + " and " + high));
    }
  }

  /** The bounds in the column's units. */
  Clipping fitted(NumberSummary training) {
    if (!quantiles) {
      return this;
    }
    double from = training.quantile(low);
    double to = training.quantile(high);
    return from < to ? new Clipping(from, to, false) : NONE;
  }

  /** Brings a number between the bounds. */
  double apply(double value) {
    return Math.min(Math.max(value, low), high);
  }
}
