package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * Packs strips of a matrix whose columns are contiguous, squares of 16 by 16 numbers at a time: in
 * four stages, in which halves, quarters, eighths and single numbers of two vectors change places.
 * For vectors of 16 floats. Loaded only where {@link Simd} found the module.
 */
final class VectorTransposition {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Side of a square. */
  static final int SIDE = 16;

  /** Whether vectors have the length that this is written for. */
  static final boolean FITS = SPECIES.length() == SIDE;

  // Stage by stage: where a vector's numbers go, and which of them come from the other vector.
  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorMask<Float> ODD_8 = odd(8);
  private static final VectorMask<Float> ODD_4 = odd(4);
  private static final VectorMask<Float> ODD_2 = odd(2);
  private static final VectorMask<Float> ODD_1 = odd(1);

  private VectorTransposition() {}

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, i -> i / distance % 2 == 0 ? i + distance : i - distance);
  }

  private static VectorMask<Float> odd(int distance) {
    boolean[] lanes = new boolean[SPECIES.length()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = i / distance % 2 == 1;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  /**
   * Packs a strip of {@link VectorTiles#COLUMNS} columns: two squares side by side, over and over.
   *
   * @param source holds the matrix
   * @param from index of the strip's first number
   * @param stride distance of the columns
   * @param depths number of depths, a multiple of {@link #SIDE}
   * @param target receives the strip
   * @param at where it begins
   */
  static void pack(float[] source, int from, int stride, int depths, float[] target, int at) {
    int width = VectorTiles.COLUMNS;
    for (int d = 0; d < depths; d += SIDE) {
      for (int j = 0; j < width; j += SIDE) {
        square(source, from + j * stride + d, stride, target, at + d * width + j, width);
      }
    }
  }

  private static void square(
      float[] source, int from, int stride, float[] target, int at, int width) {
    FloatVector v0 = FloatVector.fromArray(SPECIES, source, from);
    FloatVector v1 = FloatVector.fromArray(SPECIES, source, from + stride);
    FloatVector v2 = FloatVector.fromArray(SPECIES, source, from + 2 * stride);
    FloatVector v3 = FloatVector.fromArray(SPECIES, source, from + 3 * stride);
    FloatVector v4 = FloatVector.fromArray(SPECIES, source, from + 4 * stride);
    FloatVector v5 = FloatVector.fromArray(SPECIES, source, from + 5 * stride);
    FloatVector v6 = FloatVector.fromArray(SPECIES, source, from + 6 * stride);
    FloatVector v7 = FloatVector.fromArray(SPECIES, source, from + 7 * stride);
    FloatVector v8 = FloatVector.fromArray(SPECIES, source, from + 8 * stride);
    FloatVector v9 = FloatVector.fromArray(SPECIES, source, from + 9 * stride);
    FloatVector v10 = FloatVector.fromArray(SPECIES, source, from + 10 * stride);
    FloatVector v11 = FloatVector.fromArray(SPECIES, source, from + 11 * stride);
    FloatVector v12 = FloatVector.fromArray(SPECIES, source, from + 12 * stride);
    FloatVector v13 = FloatVector.fromArray(SPECIES, source, from + 13 * stride);
    FloatVector v14 = FloatVector.fromArray(SPECIES, source, from + 14 * stride);
    FloatVector v15 = FloatVector.fromArray(SPECIES, source, from + 15 * stride);
    FloatVector a;
    FloatVector b;

    a = v0;
    b = v8;
    v0 = a.blend(b.rearrange(SWAP_8), ODD_8);
    v8 = a.rearrange(SWAP_8).blend(b, ODD_8);
    a = v1;
    b = v9;
    v1 = a.blend(b.rearrange(SWAP_8), ODD_8);
    v9 = a.rearrange(SWAP_8).blend(b, ODD_8);
    a = v2;
    b = v10;
    v2 = a.blend(b.rearrange(SWAP_8), ODD_8);
    v10 = a.rearrange(SWAP_8).blend(b, ODD_8);
    a = v3;
    b = v11;
    v3 = a.blend(b.rearrange(SWAP_8), ODD_8);
    v11 = a.rearrange(SWAP_8).blend(b, ODD_8);
    a = v4;
    b = v12;
    v4 = a.blend(b.rearrange(SWAP_8), ODD_8);
    v12 = a.rearrange(SWAP_8).blend(b, ODD_8);
    a = v5;
    b = v13;
    v5 = a.blend(b.rearrange(SWAP_8), ODD_8);
    v13 = a.rearrange(SWAP_8).blend(b, ODD_8);
    a = v6;
    b = v14;
    v6 = a.blend(b.rearrange(SWAP_8), ODD_8);
    v14 = a.rearrange(SWAP_8).blend(b, ODD_8);
    a = v7;
    b = v15;
    v7 = a.blend(b.rearrange(SWAP_8), ODD_8);
    v15 = a.rearrange(SWAP_8).blend(b, ODD_8);

    a = v0;
    b = v4;
    v0 = a.blend(b.rearrange(SWAP_4), ODD_4);
    v4 = a.rearrange(SWAP_4).blend(b, ODD_4);
    a = v1;
    b = v5;
    v1 = a.blend(b.rearrange(SWAP_4), ODD_4);
    v5 = a.rearrange(SWAP_4).blend(b, ODD_4);
    a = v2;
    b = v6;
    v2 = a.blend(b.rearrange(SWAP_4), ODD_4);
    v6 = a.rearrange(SWAP_4).blend(b, ODD_4);
    a = v3;
    b = v7;
    v3 = a.blend(b.rearrange(SWAP_4), ODD_4);
    v7 = a.rearrange(SWAP_4).blend(b, ODD_4);
    a = v8;
    b = v12;
    v8 = a.blend(b.rearrange(SWAP_4), ODD_4);
    v12 = a.rearrange(SWAP_4).blend(b, ODD_4);
    a = v9;
    b = v13;
    v9 = a.blend(b.rearrange(SWAP_4), ODD_4);
    v13 = a.rearrange(SWAP_4).blend(b, ODD_4);
    a = v10;
    b = v14;
    v10 = a.blend(b.rearrange(SWAP_4), ODD_4);
    v14 = a.rearrange(SWAP_4).blend(b, ODD_4);
    a = v11;
    b = v15;
    v11 = a.blend(b.rearrange(SWAP_4), ODD_4);
    v15 = a.rearrange(SWAP_4).blend(b, ODD_4);

    a = v0;
    b = v2;
    v0 = a.blend(b.rearrange(SWAP_2), ODD_2);
    v2 = a.rearrange(SWAP_2).blend(b, ODD_2);
    a = v1;
    b = v3;
    v1 = a.blend(b.rearrange(SWAP_2), ODD_2);
    v3 = a.rearrange(SWAP_2).blend(b, ODD_2);
    a = v4;
    b = v6;
    v4 = a.blend(b.rearrange(SWAP_2), ODD_2);
    v6 = a.rearrange(SWAP_2).blend(b, ODD_2);
    a = v5;
    b = v7;
    v5 = a.blend(b.rearrange(SWAP_2), ODD_2);
    v7 = a.rearrange(SWAP_2).blend(b, ODD_2);
    a = v8;
    b = v10;
    v8 = a.blend(b.rearrange(SWAP_2), ODD_2);
    v10 = a.rearrange(SWAP_2).blend(b, ODD_2);
    a = v9;
    b = v11;
    v9 = a.blend(b.rearrange(SWAP_2), ODD_2);
    v11 = a.rearrange(SWAP_2).blend(b, ODD_2);
    a = v12;
    b = v14;
    v12 = a.blend(b.rearrange(SWAP_2), ODD_2);
    v14 = a.rearrange(SWAP_2).blend(b, ODD_2);
    a = v13;
    b = v15;
    v13 = a.blend(b.rearrange(SWAP_2), ODD_2);
    v15 = a.rearrange(SWAP_2).blend(b, ODD_2);

    a = v0;
    b = v1;
    v0 = a.blend(b.rearrange(SWAP_1), ODD_1);
    v1 = a.rearrange(SWAP_1).blend(b, ODD_1);
    a = v2;
    b = v3;
    v2 = a.blend(b.rearrange(SWAP_1), ODD_1);
    v3 = a.rearrange(SWAP_1).blend(b, ODD_1);
    a = v4;
    b = v5;
    v4 = a.blend(b.rearrange(SWAP_1), ODD_1);
    v5 = a.rearrange(SWAP_1).blend(b, ODD_1);
    a = v6;
    b = v7;
    v6 = a.blend(b.rearrange(SWAP_1), ODD_1);
    v7 = a.rearrange(SWAP_1).blend(b, ODD_1);
    a = v8;
    b = v9;
    v8 = a.blend(b.rearrange(SWAP_1), ODD_1);
    v9 = a.rearrange(SWAP_1).blend(b, ODD_1);
    a = v10;
    b = v11;
    v10 = a.blend(b.rearrange(SWAP_1), ODD_1);
    v11 = a.rearrange(SWAP_1).blend(b, ODD_1);
    a = v12;
    b = v13;
    v12 = a.blend(b.rearrange(SWAP_1), ODD_1);
    v13 = a.rearrange(SWAP_1).blend(b, ODD_1);
    a = v14;
    b = v15;
    v14 = a.blend(b.rearrange(SWAP_1), ODD_1);
    v15 = a.rearrange(SWAP_1).blend(b, ODD_1);

    v0.intoArray(target, at);
    v1.intoArray(target, at + width);
    v2.intoArray(target, at + 2 * width);
    v3.intoArray(target, at + 3 * width);
    v4.intoArray(target, at + 4 * width);
    v5.intoArray(target, at + 5 * width);
    v6.intoArray(target, at + 6 * width);
    v7.intoArray(target, at + 7 * width);
    v8.intoArray(target, at + 8 * width);
    v9.intoArray(target, at + 9 * width);
    v10.intoArray(target, at + 10 * width);
    v11.intoArray(target, at + 11 * width);
    v12.intoArray(target, at + 12 * width);
    v13.intoArray(target, at + 13 * width);
    v14.intoArray(target, at + 14 * width);
    v15.intoArray(target, at + 15 * width);
  }
}
