package org.neurite.benchmarks.subnormal;

/** How large gradients are. */
enum Phase {
  /** As the loss gives them. */
  ORDINARY("ordinary gradients", 1),
  /** Subnormal numbers in every product of the backward pass, and in the means of gradients. */
  VANISHING("gradients times 1e-38", 1e-38f),
  /** Zeros; what decays stays subnormal for ever, as rounding keeps it from zero. */
  NONE("no gradients", 0);

  private final String title;
  private final float scale;

  Phase(String title, float scale) {
    this.title = title;
    this.scale = scale;
  }

  /** What it is, for tables. */
  String title() {
    return title;
  }

  /** The factor of all gradients. */
  float scale() {
    return scale;
  }
}
