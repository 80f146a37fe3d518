package org.neurite.backend.jvm.elementwise;

/**
 * A function of one operand in one loop. Operand and target are read and written at the same
 * indices: the JIT compiler makes vector code of such loops only. They may be the same array.
 */
@FunctionalInterface
interface UnaryLoop {
  void run(float[] x, float[] y, int from, int to);
}
