package org.neurite.core.initializer;

import org.neurite.api.component.Initializer;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/** Zero everywhere. */
public record Zeros() implements Initializer {
  @Override
  public float[] values(Shape shape, RandomStream random) {
    return new float[Draw.length(shape)];
  }
}
