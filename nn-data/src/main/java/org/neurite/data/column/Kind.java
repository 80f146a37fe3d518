package org.neurite.data.column;

/** What the values of a column are. */
public enum Kind {
  /** Finite numbers. */
  NUMBER,
  /** One of a limited set of texts. */
  CATEGORY
}
