package org.neurite.data;

/** What a column is for. */
public enum Role {
  /** The network reads it. */
  FEATURE,
  /** The network learns it. */
  TARGET,
  /** It is left out. */
  IGNORED
}
