package org.neurite.backend.jvm.loop;

/** All steps of a fused group on a range of elements. */
@FunctionalInterface
public interface Loop {
  /**
   * Computes. Up to {@link LoopFactory#stride} - 1 elements beyond the range are read and written.
   *
   * @param arrays inputs, then outputs, in the order of the {@link LoopPlan}
   * @param from index of the first element
   * @param to index after the last
   */
  void run(float[][] arrays, int from, int to);
}
