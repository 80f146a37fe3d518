package org.neurite.api.component;

import org.neurite.api.API;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/** Makes tensors of random numbers in a trace. */
@API(API.Status.STABLE)
public interface RandomSource {
  /**
   * Uniform numbers in [low, high).
   *
   * @param shape dimensions
   * @param low lower bound
   * @param high upper bound
   * @return a float32 tensor
   */
  Tensor uniform(Shape shape, double low, double high);

  /**
   * Normal numbers.
   *
   * @param shape dimensions
   * @param mean mean
   * @param deviation standard deviation
   * @return a float32 tensor
   */
  Tensor normal(Shape shape, double mean, double deviation);

  /**
   * 1 with a probability, else 0.
   *
   * @param shape dimensions
   * @param probability of a 1
   * @return a float32 tensor
   */
  Tensor bernoulli(Shape shape, double probability);
}
