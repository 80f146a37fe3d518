package org.neurite.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;

/** What the Vector API says about the processor. Can be loaded only where the module is. */
final class Species {
  private Species() {}

  /** Floats in a vector of the preferred size. */
  static int lanes() {
    return FloatVector.SPECIES_PREFERRED.length();
  }
}
