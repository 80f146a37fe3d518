package org.neurite.core.initializer;

import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/** Arrays of random numbers, and the fans that their spread is taken from. */
final class Draw {
  private Draw() {}

  static int length(Shape shape) {
    return Math.toIntExact(shape.elements(1));
  }

  static float[] uniform(Shape shape, RandomStream random, double low, double high) {
    float[] values = new float[length(shape)];
    random.uniform(values, 0, 0, values.length, new int[4]);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + (high - low) * values[i]);
    }
    return values;
  }

  static float[] normal(Shape shape, RandomStream random, double mean, double deviation) {
    float[] values = new float[length(shape)];
    random.normal(values, 0, 0, values.length, new int[4]);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + deviation * values[i]);
    }
    return values;
  }

  /** Draws with mean 0 and a standard deviation. */
  static float[] spread(
      Distribution distribution, Shape shape, RandomStream random, double deviation) {
    double bound = Math.sqrt(3) * deviation;
    return switch (distribution) {
      case UNIFORM -> uniform(shape, random, -bound, bound);
      case NORMAL -> normal(shape, random, 0, deviation);
    };
  }

  /** Inputs of one unit: {@code in * kernel} of a weight {@code [out, in, kernel..]}. */
  static double fanIn(Shape shape) {
    return shape.rank() < 2 ? length(shape) : (double) length(shape) / shape.size(0);
  }

  /** Units that one input feeds: {@code out * kernel} of a weight {@code [out, in, kernel..]}. */
  static double fanOut(Shape shape) {
    return shape.rank() < 2 ? length(shape) : (double) length(shape) / shape.size(1);
  }
}
