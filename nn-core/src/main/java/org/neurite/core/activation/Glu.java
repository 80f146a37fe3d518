package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;

/**
 * Gated linear unit (Dauphin, Fan, Auli, Grangier, 2017): the first half of the input times the
 * sigmoid of the second half, {@code [N, 2 F] -> [N, F]}.
 *
 * @param axis the axis that is halved; negative counts from the end
 */
public record Glu(@Setting(doc = "axis that is halved", defaultValue = "-1") int axis)
    implements Activation {

  /** Along the last axis. */
  public Glu() {
    this(-1);
  }

  @Override
  public Tensor apply(Tensor x) {
    int half = Parts.size("glu", x, axis, 2);
    return x.slice(axis, 0, half).mul(x.slice(axis, half, half).sigmoid());
  }
}
