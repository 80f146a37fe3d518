package org.neurite.core.metric;

/** How one number is made of a number per class. */
public enum Averaging {
  /** Plain mean over the classes that occur. */
  MACRO,
  /** All decisions counted together. */
  MICRO,
  /** Mean weighted by how often each class is the target. */
  WEIGHTED,
  /** No average: one number per class. */
  PER_CLASS
}
