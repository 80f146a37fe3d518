package org.neurite.api.component;

import org.neurite.api.API;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * First values of a parameter. Computed in Java, so that a seed gives the same weights on every
 * backend.
 */
@API(API.Status.STABLE)
@FunctionalInterface
public interface Initializer extends Component {
  /**
   * Computes the values.
   *
   * @param shape dimensions of the parameter; a weight is {@code [out, in, kernel..]}
   * @param random random numbers of this parameter
   * @return row-major values, as many as the shape has elements
   */
  float[] values(Shape shape, RandomStream random);

  /**
   * The same value everywhere.
   *
   * @param value the value
   * @return an initializer; a component of its own is saved as {@code constant}
   */
  static Initializer constant(double value) {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.elements(1))];
      java.util.Arrays.fill(values, (float) value);
      return values;
    };
  }

  /**
   * Zero everywhere.
   *
   * @return an initializer
   */
  static Initializer zeros() {
    return constant(0);
  }

  /**
   * One everywhere.
   *
   * @return an initializer
   */
  static Initializer ones() {
    return constant(1);
  }
}
