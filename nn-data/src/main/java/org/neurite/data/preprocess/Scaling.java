package org.neurite.data.preprocess;

/** What is taken off a number, and by what it is divided. */
public enum Scaling {
  /** {@code (x - mean) / deviation}: mean 0, population standard deviation 1. */
  STANDARDISE("standardise") {
    @Override
    double center(NumberSummary training) {
      return training.mean();
    }

    @Override
    double scale(NumberSummary training) {
      return training.deviation();
    }
  },
  /** {@code (x - min) / (max - min)}: from 0 to 1 in the training rows. */
  MIN_MAX("min-max") {
    @Override
    double center(NumberSummary training) {
      return training.min();
    }

    @Override
    double scale(NumberSummary training) {
      return Math.min(Double.MAX_VALUE, training.max() - training.min());
    }
  },
  /**
   * {@code (x - median) / (third quartile - first quartile)}, which a few huge values do not move.
   * Where half of the values are alike, the deviation stands in for the distance of the quartiles.
   */
  ROBUST("robust") {
    @Override
    double center(NumberSummary training) {
      return training.quantile(0.5);
    }

    @Override
    double scale(NumberSummary training) {
      double distance = training.quantile(0.75) - training.quantile(0.25);
      return distance > 0 ? distance : training.deviation();
    }
  },
  /** The number as it is. */
  NONE("none") {
    @Override
    double center(NumberSummary training) {
      return 0;
    }

    @Override
    double scale(NumberSummary training) {
      return 1;
    }
  };

  private final String text;

  Scaling(String text) {
    this.text = text;
  }

  abstract double center(NumberSummary training);

  abstract double scale(NumberSummary training);

  /** The name in lower case, as in files and on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
