package org.neurite.data.preprocess;

/** What a network learns about a row. */
public enum Task {
  /** A number. */
  REGRESSION,
  /** One of several classes. */
  CLASSIFICATION
}
