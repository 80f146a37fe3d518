package org.neurite.core.schedule;

/** In which direction a measured value improves. */
public enum Better {
  /** Smaller is better: losses, errors. */
  MIN,
  /** Larger is better: accuracy. */
  MAX
}
