package org.neurite.data.preprocess;

import java.util.Objects;
import java.util.function.DoubleFunction;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

/**
 * A number: {@code (x - center) / scale}, where {@code x} is the number, clipped, and if so stated
 * its logarithm. A missing one is taken for a stated one; where the table has missing values, a
 * second input says so with 1, and the network learns what that means. A column that is constant in
 * the training rows tells nothing and gives 0, whatever stands there later.
 *
 * @param column the column's name
 * @param clipping bounds in the column's units
 * @param log whether the number is replaced by {@code sign(x) ln(1 + |x|)}, which has a value for
 *     every number
 * @param scaling what center and scale are
 * @param center what is taken off
 * @param scale what is divided by; 0 for a constant
 * @param fill what a missing number is taken for, in the column's units
 * @param indicator whether there is an input for missing values
 * @param missingShare how many of the training rows have no value, from 0 to 1; if none, the
 *     indicator stays 0, since its weights were never trained
 */
public record NumberFeature(
    String column,
    Clipping clipping,
    boolean log,
    Scaling scaling,
    double center,
    double scale,
    double fill,
    boolean indicator,
    double missingShare)
    implements Feature {
  /** Checks that nothing is null. */
  public NumberFeature {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(scaling, "scaling");
  }

  /**
   * A standardised number.
   *
   * @param column the column's name
   * @param mean mean of the training rows
   * @param deviation population standard deviation of the training rows; 0 for a constant
   * @param median median of the training rows
   * @param indicator whether there is an input for missing values
   * @param missingShare how many of the training rows have no value, from 0 to 1
   * @return the feature
   */
  public static NumberFeature standardised(
      String column,
      double mean,
      double deviation,
      double median,
      boolean indicator,
      double missingShare) {
    return new NumberFeature(
        column,
        Clipping.NONE,
        false,
        Scaling.STANDARDISE,
        mean,
        deviation,
        median,
        indicator,
        missingShare);
  }

  /** Clips a number and takes its logarithm. */
  static double transformed(double value, Clipping clipping, boolean log) {
    double clipped = clipping.apply(value);
    return log ? Math.copySign(Math.log1p(Math.abs(clipped)), clipped) : clipped;
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public int width() {
    return indicator ? 2 : 1;
  }

  @Override
  public Encoder encoder(Column values) {
    if (!(values instanceof NumberColumn numbers)) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(column)
              .expected("a column of numbers, as in training")
              .found(Feature.plural(values.kind())));
    }
    return (row, out, at) -> encode(numbers.value(row), out, at);
  }

  /**
   * Writes the inputs that one number makes.
   *
   * @param value a finite number, or NaN if it is missing
   * @param out receives {@link #width()} numbers
   * @param at where in {@code out} to begin
   */
  public void encode(double value, float[] out, int at) {
    boolean missing = Double.isNaN(value);
    double known = transformed(missing ? fill : value, clipping, log);
    out[at] = scale == 0 ? 0 : (float) ((known - center) / scale);
    if (indicator) {
      out[at + 1] = missing && missingShare > 0 ? 1 : 0;
    }
  }

  @Override
  public String describe(DoubleFunction<String> figures) {
    StringBuilder text = new StringBuilder();
    if (!clipping.equals(Clipping.NONE)) {
      text.append(
          "clipped to %s..%s, "
              .formatted(figures.apply(clipping.low()), figures.apply(clipping.high())));
    }
    text.append(log ? "log, " : "");
    text.append(
        switch (scaling) {
          case STANDARDISE ->
              "standardised, mean %s, deviation %s"
                  .formatted(figures.apply(center), figures.apply(scale));
          case MIN_MAX ->
              "from %s to %s".formatted(figures.apply(center), figures.apply(center + scale));
          case ROBUST ->
              "median %s, quartiles %s apart"
                  .formatted(figures.apply(center), figures.apply(scale));
          case NONE -> "as it is";
        });
    return text + (indicator ? ", missing as %s".formatted(figures.apply(fill)) : "");
  }
}
