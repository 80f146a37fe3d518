package org.neurite.backend.jvm.elementwise;

import org.neurite.backend.jvm.loop.LoopFactory;

/** Values that are computed block by block, in the order of their flat index. */
public interface Blocks {
  /** Most elements of a block. */
  int BLOCK = LoopFactory.BLOCK;

  /**
   * Adapts to a batch size.
   *
   * @param n the batch size
   */
  void resolve(int n);

  /**
   * Prepares a worker for some blocks.
   *
   * @param worker the worker
   * @param count number of elements that it will ask for
   */
  void begin(int worker, int count);

  /**
   * Computes a block.
   *
   * @param start flat index of the first element
   * @param count how many are wanted, at most {@link #BLOCK}
   * @param worker the worker
   * @return how many were computed, at least 1
   */
  int evaluate(int start, int count, int worker);

  /**
   * Where the block's values are.
   *
   * @param worker the worker
   * @return an array
   */
  float[] values(int worker);

  /**
   * Where in the array they begin.
   *
   * @param worker the worker
   * @return an index
   */
  int offset(int worker);
}
