package org.neurite.core.schedule;

/** How an improvement is compared with its threshold. */
public enum ThresholdMode {
  /** By a part of the best value. */
  REL,
  /** By a number. */
  ABS
}
