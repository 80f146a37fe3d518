package org.neurite.data.column;

/** What the values of a column are. */
public enum Kind {
  /** Finite numbers. */
  NUMBER,
  /** One of a limited set of texts. */
  CATEGORY,
  /** Dates or times. Never inferred: who has dates says so. */
  DATE
}
