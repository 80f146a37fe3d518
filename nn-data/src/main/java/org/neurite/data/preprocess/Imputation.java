package org.neurite.data.preprocess;

import java.util.Objects;

/**
 * What a missing number is taken for.
 *
 * @param kind how the number is found
 * @param constant the number, if it is stated
 */
public record Imputation(Kind kind, double constant) {
  /** How the number is found. */
  public enum Kind {
    /** The median of the training rows, which a few huge values do not move. */
    MEDIAN,
    /** The mean of the training rows. */
    MEAN,
    /** A stated number. */
    CONSTANT
  }

  /** The median. */
  public static final Imputation MEDIAN = new Imputation(Kind.MEDIAN, 0);

  /** The mean. */
  public static final Imputation MEAN = new Imputation(Kind.MEAN, 0);

  /** Checks that nothing is null. */
  public Imputation {
    Objects.requireNonNull(kind, "kind");
  }

  double fitted(NumberSummary training) {
    return switch (kind) {
      case MEDIAN -> training.quantile(0.5);
      case MEAN -> training.mean();
      case CONSTANT -> constant;
    };
  }
}
