package org.neurite.backend.nd4j;

/** Into how many parts work is cut. */
final class Parts {
  /**
   * Multiply-adds that a part has at least: some tens of microseconds. OpenBLAS computes smaller
   * products by other kernels, which may round differently, so a part must not be one of those.
   */
  private static final long LEAST = 1 << 21;

  private Parts() {}

  /**
   * The number of parts.
   *
   * @param work multiply-adds of the whole
   * @param most the number of threads
   */
  static int of(long work, int most) {
    return (int) Math.max(1, Math.min(most, work / LEAST));
  }
}
