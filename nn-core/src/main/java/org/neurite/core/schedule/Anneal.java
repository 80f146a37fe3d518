package org.neurite.core.schedule;

/** How a rate goes from one value to another. */
public enum Anneal {
  /** Along half a cosine wave. */
  COS,
  /** Along a line. */
  LINEAR
}
