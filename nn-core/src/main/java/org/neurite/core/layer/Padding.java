package org.neurite.core.layer;

/** How much is added around an image. */
public enum Padding {
  /** Nothing: every window lies inside. */
  VALID,
  /** Zeros so that the output has {@code ceil(input / stride)} cells, the odd one behind. */
  SAME,
  /** The stated number of cells on both sides. */
  EXPLICIT
}
