package org.neurite.core.model;

import org.neurite.api.component.Initializer;
import org.neurite.api.graph.Leaf;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.registry.PluginFaults;

/**
 * A variable that a trace asked for.
 *
 * @param name full name, for instance {@code dense_1.weight}
 * @param shape constant dimensions
 * @param role what it is for
 * @param initializer its first value
 */
public record VariableSpec(String name, Shape shape, Leaf.Role role, Initializer initializer) {

  /**
   * Its first value.
   *
   * @param seed seed of the model's weights
   * @return a float32 array of the shape; the same for the same seed and name
   */
  public NDArray initialValue(long seed) {
    RandomStream random = new RandomStream(seed, RandomStream.nodeKey(name), 0);
    float[] values = PluginFaults.call(initializer, name, () -> initializer.values(shape, random));
    return NDArray.of(values, shape);
  }
}
