package org.neurite.backend.jvm.elementwise;

/** A function of two operands in one loop. The target may be the same range as an operand. */
@FunctionalInterface
interface BinaryLoop {
  void run(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count);
}
