package org.neurite.data.preprocess;

import java.util.Objects;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

/**
 * How numbers are encoded: a missing one is filled in, then numbers are clipped, replaced by a
 * logarithm and scaled.
 *
 * @param imputation what a missing number is taken for
 * @param clipping bounds
 * @param log whether the number is replaced by {@code sign(x) ln(1 + |x|)}
 * @param scaling what is taken off, and by what it is divided
 */
public record NumberEncoding(Imputation imputation, Clipping clipping, boolean log, Scaling scaling)
    implements Encoding {
  /** Standardised, missing ones taken for the median. */
  public static final NumberEncoding STANDARD =
      new NumberEncoding(Imputation.MEDIAN, Clipping.NONE, false, Scaling.STANDARDISE);

  /** Checks that nothing is null. */
  public NumberEncoding {
    Objects.requireNonNull(imputation, "imputation");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(scaling, "scaling");
  }

  /**
   * Another scaling.
   *
   * @param other what is taken off, and by what it is divided
   * @return a changed encoding
   */
  public NumberEncoding scaling(Scaling other) {
    return new NumberEncoding(imputation, clipping, log, other);
  }

  /**
   * Bounds.
   *
   * @param other bounds
   * @return a changed encoding
   */
  public NumberEncoding clipping(Clipping other) {
    return new NumberEncoding(imputation, other, log, scaling);
  }

  /**
   * What a missing number is taken for.
   *
   * @param other how it is filled in
   * @return a changed encoding
   */
  public NumberEncoding imputation(Imputation other) {
    return new NumberEncoding(other, clipping, log, scaling);
  }

  /**
   * With the logarithm.
   *
   * @return a changed encoding
   */
  public NumberEncoding logarithm() {
    return new NumberEncoding(imputation, clipping, true, scaling);
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public FeatureFitter fitter(String column) {
    return new Fitter(column);
  }

  private final class Fitter implements FeatureFitter {
    private final String column;
    private final NumberSummary raw = new NumberSummary();
    private final NumberSummary transformed;
    private boolean hasMissing;

    Fitter(String column) {
      this.column = column;
      this.transformed = log || isBounded() ? new NumberSummary() : raw;
    }

    private boolean isBounded() {
      return !clipping.quantiles() && !clipping.equals(Clipping.NONE);
    }

    @Override
    public void add(Column piece, int[] training) {
      NumberColumn numbers = (NumberColumn) piece;
      hasMissing = hasMissing || numbers.hasMissing();
      Clipping bounds = clipping.quantiles() ? Clipping.NONE : clipping;
      for (int row : training) {
        double value = numbers.value(row);
        raw.add(value);
        if (transformed != raw) {
          transformed.add(
              Double.isNaN(value) ? value : NumberFeature.transformed(value, bounds, log));
        }
      }
    }

    @Override
    public void merge(FeatureFitter other) {
      Fitter that = (Fitter) other;
      hasMissing = hasMissing || that.hasMissing;
      raw.merge(that.raw);
      if (transformed != raw) {
        transformed.merge(that.transformed);
      }
    }

    @Override
    public Feature fit() {
      Clipping bounds = clipping.fitted(raw);
      NumberSummary scaled = transformed;
      if (scaling == Scaling.MIN_MAX && clipping.quantiles() && !bounds.equals(Clipping.NONE)) {
        scaled = new NumberSummary(); // bounds are the least and the most that come out
        scaled.add(NumberFeature.transformed(bounds.low(), bounds, log));
        scaled.add(NumberFeature.transformed(bounds.high(), bounds, log));
      }
      return new NumberFeature(
          column,
          bounds,
          log,
          scaling,
          scaling.center(scaled),
          scaling.scale(scaled),
          imputation.fitted(raw),
          hasMissing,
          raw.missingShare());
    }
  }
}
