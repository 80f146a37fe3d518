package org.neurite.core.initializer;

import org.neurite.api.component.Initializer;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * Uniform between {@code -1/sqrt(fanIn)} and {@code 1/sqrt(fanIn)} (LeCun, Bottou, Orr, Müller,
 * "Efficient BackProp", 1998), PyTorch's default for linear and convolution weights. For a weight
 * {@code [out, in, k..]} the fan-in is {@code in * k..}.
 */
public record FanInUniform() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomStream random) {
    double bound = 1 / Math.sqrt(Draw.fanIn(shape));
    return Draw.uniform(shape, random, -bound, bound);
  }
}
