package org.neurite.core.compile;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the compiler does beyond the necessary. Each can be left out without changing results other
 * than by rounding; leaving some out is for finding faults.
 */
public enum Pass {
  /** Computes operations on constants, removes what changes nothing (adding 0, reshaping twice). */
  FOLD,
  /** Computes equal expressions once. */
  SHARE,
  /** Turns a transposition before a matrix product into the product's transpose flag. */
  TRANSPOSE_INTO_MATMUL,
  /**
   * Takes matrix products out of loops where no step needs another's, and those that a loop had
   * from it.
   */
  HOIST,
  /**
   * Takes factors that are equal along the axes of a sum out of it, where that makes two sums one,
   * and leaves out terms that add up to zero.
   */
  FACTOR_SUMS,
  /** Joins elementwise operations into groups that pass over memory once. */
  FUSE,
  /**
   * Ends a group in the reduction that alone uses it, and computes simple operands again for it.
   */
  FUSE_REDUCTION,
  /** Finishes matrix products and convolutions with the group that alone uses them. */
  FUSE_EPILOGUE,
  /** Writes results over operands that die, and new values over variables. */
  IN_PLACE,
  /** Gives memory that is no longer needed to later results. */
  REUSE;

  /**
   * Every pass.
   *
   * @return a new set
   */
  public static Set<Pass> all() {
    return EnumSet.allOf(Pass.class);
  }

  /**
   * No pass: one instruction per node, a slot for every value.
   *
   * @return a new set
   */
  public static Set<Pass> none() {
    return EnumSet.noneOf(Pass.class);
  }
}
