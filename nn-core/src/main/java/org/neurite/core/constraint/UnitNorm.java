package org.neurite.core.constraint;

import org.neurite.api.component.Constraint;
import org.neurite.api.graph.Tensor;

/**
 * The weights {@code [out, in, ..]} that lead into one output have the Euclidean norm 1 (Salimans,
 * Kingma, 2016). Weights that are all zero stay so.
 */
public record UnitNorm() implements Constraint {
  @Override
  public Tensor apply(Tensor parameter) {
    Tensor norms = Norms.of(parameter);
    return parameter.div(norms.gt(0).where(norms, norms.filled(1)));
  }
}
