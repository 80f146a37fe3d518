package org.neurite.backend.jvm.elementwise;

/** A function of two operands in one loop, under the rules of {@link UnaryLoop}. */
@FunctionalInterface
interface BinaryLoop {
  void run(float[] a, float[] b, float[] y, int from, int to);
}
