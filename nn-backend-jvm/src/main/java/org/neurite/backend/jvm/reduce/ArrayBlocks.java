package org.neurite.backend.jvm.reduce;

import org.neurite.backend.jvm.elementwise.Blocks;

/** Blocks of an array, read where they lie. */
final class ArrayBlocks implements Blocks {
  private final float[] array;
  private final int[] starts;

  ArrayBlocks(float[] array, int workers) {
    this.array = array;
    this.starts = new int[workers];
  }

  @Override
  public void resolve(int n) {}

  @Override
  public void begin(int worker, int count) {}

  @Override
  public int evaluate(int start, int count, int worker) {
    starts[worker] = start;
    return count;
  }

  @Override
  public float[] values(int worker) {
    return array;
  }

  @Override
  public int offset(int worker) {
    return starts[worker];
  }
}
