package org.neurite.backend.jvm.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.Simd;

/**
 * Blocks of several rows for {@link VectorRows}. Loaded only where {@link Simd} found the module.
 */
final class VectorBlocks {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorBlocks() {}

  /**
   * Computes a block.
   *
   * @param height its rows: 4 or 8
   * @param two whether it has the columns of two vectors, not of one
   * @param a left operand
   * @param at index of its first number
   * @param stride distance of its rows
   * @param step distance of its columns
   * @param b right operand, whose rows are contiguous
   * @param from index of its first number
   * @param next distance of its rows
   * @param depths columns of A, rows of B
   * @param c receives the block
   * @param to index of its first number
   * @param width distance of its rows
   */
  static void multiply(
      int height,
      boolean two,
      float[] a,
      int at,
      int stride,
      int step,
      float[] b,
      int from,
      int next,
      int depths,
      float[] c,
      int to,
      int width) {
    if (height == 8) {
      if (two) {
        eightByTwo(a, at, stride, step, b, from, next, depths, c, to, width);
      } else {
        eightByOne(a, at, stride, step, b, from, next, depths, c, to, width);
      }
    } else if (two) {
      fourByTwo(a, at, stride, step, b, from, next, depths, c, to, width);
    } else {
      fourByOne(a, at, stride, step, b, from, next, depths, c, to, width);
    }
  }

  /** Eight rows, two vectors. */
  private static void eightByTwo(
      float[] a,
      int at,
      int stride,
      int step,
      float[] b,
      int from,
      int next,
      int depths,
      float[] c,
      int to,
      int width) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    FloatVector c60 = FloatVector.zero(SPECIES);
    FloatVector c61 = FloatVector.zero(SPECIES);
    FloatVector c70 = FloatVector.zero(SPECIES);
    FloatVector c71 = FloatVector.zero(SPECIES);
    int p1 = at + stride;
    int p2 = at + 2 * stride;
    int p3 = at + 3 * stride;
    int p4 = at + 4 * stride;
    int p5 = at + 5 * stride;
    int p6 = at + 6 * stride;
    int p7 = at + 7 * stride;
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector x1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = x0.fma(v, c00);
      c01 = x1.fma(v, c01);
      v = FloatVector.broadcast(SPECIES, a[p1 + p]);
      c10 = x0.fma(v, c10);
      c11 = x1.fma(v, c11);
      v = FloatVector.broadcast(SPECIES, a[p2 + p]);
      c20 = x0.fma(v, c20);
      c21 = x1.fma(v, c21);
      v = FloatVector.broadcast(SPECIES, a[p3 + p]);
      c30 = x0.fma(v, c30);
      c31 = x1.fma(v, c31);
      v = FloatVector.broadcast(SPECIES, a[p4 + p]);
      c40 = x0.fma(v, c40);
      c41 = x1.fma(v, c41);
      v = FloatVector.broadcast(SPECIES, a[p5 + p]);
      c50 = x0.fma(v, c50);
      c51 = x1.fma(v, c51);
      v = FloatVector.broadcast(SPECIES, a[p6 + p]);
      c60 = x0.fma(v, c60);
      c61 = x1.fma(v, c61);
      v = FloatVector.broadcast(SPECIES, a[p7 + p]);
      c70 = x0.fma(v, c70);
      c71 = x1.fma(v, c71);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c10.intoArray(c, to + width);
    c11.intoArray(c, to + width + LANES);
    c20.intoArray(c, to + 2 * width);
    c21.intoArray(c, to + 2 * width + LANES);
    c30.intoArray(c, to + 3 * width);
    c31.intoArray(c, to + 3 * width + LANES);
    c40.intoArray(c, to + 4 * width);
    c41.intoArray(c, to + 4 * width + LANES);
    c50.intoArray(c, to + 5 * width);
    c51.intoArray(c, to + 5 * width + LANES);
    c60.intoArray(c, to + 6 * width);
    c61.intoArray(c, to + 6 * width + LANES);
    c70.intoArray(c, to + 7 * width);
    c71.intoArray(c, to + 7 * width + LANES);
  }

  /** Eight rows, one vector. */
  private static void eightByOne(
      float[] a,
      int at,
      int stride,
      int step,
      float[] b,
      int from,
      int next,
      int depths,
      float[] c,
      int to,
      int width) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c60 = FloatVector.zero(SPECIES);
    FloatVector c70 = FloatVector.zero(SPECIES);
    int p1 = at + stride;
    int p2 = at + 2 * stride;
    int p3 = at + 3 * stride;
    int p4 = at + 4 * stride;
    int p5 = at + 5 * stride;
    int p6 = at + 6 * stride;
    int p7 = at + 7 * stride;
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = x0.fma(v, c00);
      v = FloatVector.broadcast(SPECIES, a[p1 + p]);
      c10 = x0.fma(v, c10);
      v = FloatVector.broadcast(SPECIES, a[p2 + p]);
      c20 = x0.fma(v, c20);
      v = FloatVector.broadcast(SPECIES, a[p3 + p]);
      c30 = x0.fma(v, c30);
      v = FloatVector.broadcast(SPECIES, a[p4 + p]);
      c40 = x0.fma(v, c40);
      v = FloatVector.broadcast(SPECIES, a[p5 + p]);
      c50 = x0.fma(v, c50);
      v = FloatVector.broadcast(SPECIES, a[p6 + p]);
      c60 = x0.fma(v, c60);
      v = FloatVector.broadcast(SPECIES, a[p7 + p]);
      c70 = x0.fma(v, c70);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c10.intoArray(c, to + width);
    c20.intoArray(c, to + 2 * width);
    c30.intoArray(c, to + 3 * width);
    c40.intoArray(c, to + 4 * width);
    c50.intoArray(c, to + 5 * width);
    c60.intoArray(c, to + 6 * width);
    c70.intoArray(c, to + 7 * width);
  }

  /** Four rows, two vectors. */
  private static void fourByTwo(
      float[] a,
      int at,
      int stride,
      int step,
      float[] b,
      int from,
      int next,
      int depths,
      float[] c,
      int to,
      int width) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    int p1 = at + stride;
    int p2 = at + 2 * stride;
    int p3 = at + 3 * stride;
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector x1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = x0.fma(v, c00);
      c01 = x1.fma(v, c01);
      v = FloatVector.broadcast(SPECIES, a[p1 + p]);
      c10 = x0.fma(v, c10);
      c11 = x1.fma(v, c11);
      v = FloatVector.broadcast(SPECIES, a[p2 + p]);
      c20 = x0.fma(v, c20);
      c21 = x1.fma(v, c21);
      v = FloatVector.broadcast(SPECIES, a[p3 + p]);
      c30 = x0.fma(v, c30);
      c31 = x1.fma(v, c31);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c10.intoArray(c, to + width);
    c11.intoArray(c, to + width + LANES);
    c20.intoArray(c, to + 2 * width);
    c21.intoArray(c, to + 2 * width + LANES);
    c30.intoArray(c, to + 3 * width);
    c31.intoArray(c, to + 3 * width + LANES);
  }

  /** Four rows, one vector. */
  private static void fourByOne(
      float[] a,
      int at,
      int stride,
      int step,
      float[] b,
      int from,
      int next,
      int depths,
      float[] c,
      int to,
      int width) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    int p1 = at + stride;
    int p2 = at + 2 * stride;
    int p3 = at + 3 * stride;
    int p = 0;
    int q = from;
    for (int d = 0; d < depths; d++) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p]);
      c00 = x0.fma(v, c00);
      v = FloatVector.broadcast(SPECIES, a[p1 + p]);
      c10 = x0.fma(v, c10);
      v = FloatVector.broadcast(SPECIES, a[p2 + p]);
      c20 = x0.fma(v, c20);
      v = FloatVector.broadcast(SPECIES, a[p3 + p]);
      c30 = x0.fma(v, c30);
      p += step;
      q += next;
    }
    c00.intoArray(c, to);
    c10.intoArray(c, to + width);
    c20.intoArray(c, to + 2 * width);
    c30.intoArray(c, to + 3 * width);
  }
}
