package org.neurite.backend.jvm.elementwise;

/** One operation on a block. */
@FunctionalInterface
interface Step {
  void run(Frame frame, int count);

  static Step unary(UnaryLoop loop, int x, int y) {
    return (f, count) -> loop.run(f.arrays[x], f.offsets[x], f.arrays[y], f.offsets[y], count);
  }

  static Step binary(BinaryLoop loop, int a, int b, int y) {
    return (f, count) ->
        loop.run(
            f.arrays[a], f.offsets[a], f.arrays[b], f.offsets[b], f.arrays[y], f.offsets[y], count);
  }

  /** The result's block must begin at index 0 of its array. */
  static Step function(Functions.BlockFunction function, int x, int y) {
    return (f, count) -> {
      float[] target = f.arrays[y];
      if (f.arrays[x] != target) {
        System.arraycopy(f.arrays[x], f.offsets[x], target, 0, count);
      }
      function.apply(target, f.scratch1, f.scratch2, count);
    };
  }

  static Step where(int condition, int a, int b, int y) {
    return (f, count) ->
        where(
            f.arrays[condition],
            f.offsets[condition],
            f.arrays[a],
            f.offsets[a],
            f.arrays[b],
            f.offsets[b],
            f.arrays[y],
            f.offsets[y],
            count);
  }

  /** Chooses by bits: a jump on random data would cost more. 1.0f becomes a mask of ones. */
  private static void where(
      float[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      int mask = Float.floatToRawIntBits(c[co + i]) << 2 >> 31;
      int chosen = Float.floatToRawIntBits(a[ao + i]) & mask;
      int other = Float.floatToRawIntBits(b[bo + i]) & ~mask;
      y[yo + i] = Float.intBitsToFloat(chosen | other);
    }
  }
}
