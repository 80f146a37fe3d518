package org.neurite.core.observe;

/** What whoever measures sees of a predictor. */
public interface ObservedPredictor {
  /**
   * The name of its model.
   *
   * @return for instance {@code houses}
   */
  String name();

  /**
   * How busy it is.
   *
   * @return numbers of this moment
   */
  PredictorStatus status();
}
