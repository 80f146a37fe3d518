package org.neurite.benchmarks.onnxruntime;

import java.util.SplittableRandom;

/** Made-up weights, layer by layer, the same each time: uniform within {@code 1 / sqrt(fan in)}. */
final class Weights {
  private final SplittableRandom random = new SplittableRandom(42);

  /**
   * The next array.
   *
   * @param count how many numbers
   * @param fanIn inputs of one output
   * @return new numbers
   */
  float[] next(int count, int fanIn) {
    double bound = 1 / Math.sqrt(fanIn);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return values;
  }
}
