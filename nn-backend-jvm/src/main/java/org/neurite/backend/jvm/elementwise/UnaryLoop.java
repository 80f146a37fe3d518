package org.neurite.backend.jvm.elementwise;

/** A function of one operand in one loop. Source and target may be the same range. */
@FunctionalInterface
interface UnaryLoop {
  void run(float[] x, int xo, float[] y, int yo, int count);
}
