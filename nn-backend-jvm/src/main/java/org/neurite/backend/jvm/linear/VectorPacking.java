package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * Packs strips of matrices whose numbers of one depth lie side by side, with vectors: a call of
 * {@code arraycopy} for so few numbers would take longer than memory does. Loaded only where {@link
 * Simd} found the module.
 */
final class VectorPacking {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = VectorTiles.ROWS;
  private static final int COLUMNS = VectorTiles.COLUMNS;

  private VectorPacking() {}

  /**
   * Packs a strip of A. Each vector's surplus is overwritten by the next.
   *
   * @param source holds A
   * @param from index of the strip's first number
   * @param stride distance of the depths
   * @param depths number of depths
   * @param target receives {@link VectorTiles#ROWS} numbers for each depth
   * @param at where they begin
   */
  static void rows(float[] source, int from, int stride, int depths, float[] target, int at) {
    int last = depths - 1;
    int d = 0;
    if (LANES >= ROWS && from + last * stride + LANES <= source.length) {
      for (; d < depths - LANES / ROWS; d++) {
        FloatVector.fromArray(SPECIES, source, from + d * stride).intoArray(target, at + d * ROWS);
      }
    }
    for (; d < depths; d++) {
      System.arraycopy(source, from + d * stride, target, at + d * ROWS, ROWS);
    }
  }

  /**
   * Packs a strip of B.
   *
   * @param source holds B
   * @param from index of the strip's first number
   * @param stride distance of the depths
   * @param depths number of depths
   * @param target receives {@link VectorTiles#COLUMNS} numbers for each depth
   * @param at where they begin
   */
  static void columns(float[] source, int from, int stride, int depths, float[] target, int at) {
    for (int d = 0; d < depths; d++) {
      int p = from + d * stride;
      int q = at + d * COLUMNS;
      FloatVector x = FloatVector.fromArray(SPECIES, source, p);
      FloatVector y = FloatVector.fromArray(SPECIES, source, p + LANES);
      x.intoArray(target, q);
      y.intoArray(target, q + LANES);
    }
  }
}
