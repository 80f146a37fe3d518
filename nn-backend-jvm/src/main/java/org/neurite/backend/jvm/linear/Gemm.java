package org.neurite.backend.jvm.linear;

import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;

/**
 * Matrix product {@code C = A B} with scratch memory. Not thread-safe; workers of its team help.
 * Bits of the result depend on neither the number of threads nor on how rows are grouped: each
 * element is summed in the order of the depth, in pieces that depend on shapes alone.
 */
interface Gemm {

  /**
   * Multiplies.
   *
   * @param m rows of A and C
   * @param n columns of B and C
   * @param k columns of A, rows of B
   * @param a left operand
   * @param b right operand
   * @param c takes the result; rows may come from several threads
   * @param epilogue what remains to be done to each element; only for a matrix whose rows follow
   *     one another from index 0
   * @return whether the epilogue was applied
   */
  boolean multiply(
      int m, int n, int k, Matrix a, PanelSource b, RowSink c, @Nullable Epilogue epilogue);

  /**
   * The faster one on this JVM.
   *
   * @param team threads to compute with
   * @param mostRows rows of the largest product
   * @param mostColumns columns of the largest product
   * @param mostDepth depth of the largest product
   * @return with scratch memory
   */
  static Gemm of(Team team, int mostRows, int mostColumns, int mostDepth) {
    return Simd.isAvailable()
        ? new VectorGemm(team, mostRows, mostColumns, mostDepth)
        : new PlainGemm(team, mostColumns, mostDepth);
  }

  /**
   * Cuts into equal pieces.
   *
   * @param total what to cut
   * @param most the longest piece allowed
   * @return length of the pieces
   */
  static int balanced(int total, int most) {
    int pieces = (total + most - 1) / most;
    return (total + pieces - 1) / pieces;
  }

  /**
   * The next multiple.
   *
   * @param size what to round
   * @param width of what
   * @return at least the size
   */
  static int roundUp(int size, int width) {
    return (size + width - 1) / width * width;
  }
}
