package org.neurite.core.initializer;

/** Which signal keeps its variance. */
public enum FanMode {
  /** The forward one: counts the inputs of a unit. */
  FAN_IN,
  /** The backward one: counts the units that an input feeds. */
  FAN_OUT
}
