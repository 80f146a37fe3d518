package org.neurite.core.initializer;

/** How random numbers of a given spread are distributed. */
public enum Distribution {
  /** Evenly between two bounds. */
  UNIFORM,
  /** Normally around the mean. */
  NORMAL
}
