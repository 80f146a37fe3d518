package org.neurite.core.constraint;

import org.neurite.api.component.Constraint;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * The weights {@code [out, in, ..]} that lead into one output have at most a stated Euclidean norm
 * (Srebro, Shraibman, 2005); longer ones are scaled down.
 *
 * @param limit the largest norm, above 0
 */
public record MaxNorm(@Setting(doc = "the largest norm, above 0", min = 1e-6) double limit)
    implements Constraint {

  /** Checks the settings. */
  public MaxNorm {
    Settings.check(MaxNorm.class, "limit", limit);
  }

  @Override
  public Tensor apply(Tensor parameter) {
    Tensor norms = Norms.of(parameter);
    return parameter.mul(norms.constant(limit).div(norms.max(limit)));
  }
}
