package org.neurite.backend.jvm.elementwise;

/** Where one worker finds each value of a group while it computes a block. */
final class Frame {
  /** The array of each value. */
  final float[][] arrays;

  final float[] scratch1 = new float[Blocks.BLOCK];
  final float[] scratch2 = new float[Blocks.BLOCK];
  final float[] scratch3 = new float[Blocks.BLOCK];

  Frame(int values) {
    arrays = new float[values][];
  }
}
