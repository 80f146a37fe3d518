package org.neurite.core.constraint;

import org.neurite.api.component.Constraint;
import org.neurite.api.graph.Tensor;

/** No weight below zero (Lee, Seung, 1999). */
public record NonNegative() implements Constraint {
  @Override
  public Tensor apply(Tensor parameter) {
    return parameter.max(0);
  }
}
