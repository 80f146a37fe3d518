package org.neurite.backend.jvm.elementwise;

/** One operation on a range of indices, the same in all arrays. */
@FunctionalInterface
interface Step {
  void run(Frame frame, int from, int to);

  static Step unary(UnaryLoop loop, int x, int y) {
    return (f, from, to) -> loop.run(f.arrays[x], f.arrays[y], from, to);
  }

  static Step binary(BinaryLoop loop, int a, int b, int y) {
    return (f, from, to) -> loop.run(f.arrays[a], f.arrays[b], f.arrays[y], from, to);
  }

  /** The range must begin at 0. */
  static Step function(Functions.BlockFunction function, int x, int y) {
    return (f, from, to) -> {
      float[] target = f.arrays[y];
      if (f.arrays[x] != target) {
        System.arraycopy(f.arrays[x], 0, target, 0, to);
      }
      function.apply(target, f.scratch1, f.scratch2, f.scratch3, to);
    };
  }

  static Step where(int condition, int a, int b, int y) {
    return (f, from, to) ->
        where(f.arrays[condition], f.arrays[a], f.arrays[b], f.arrays[y], from, to);
  }

  /** Chooses by bits: a jump on random data would cost more. 1.0f becomes a mask of ones. */
  private static void where(float[] c, float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      int mask = Float.floatToRawIntBits(c[i]) << 2 >> 31;
      int chosen = Float.floatToRawIntBits(a[i]) & mask;
      int other = Float.floatToRawIntBits(b[i]) & ~mask;
      y[i] = Float.intBitsToFloat(chosen | other);
    }
  }
}
