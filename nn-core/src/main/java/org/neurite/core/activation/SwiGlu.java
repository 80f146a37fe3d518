package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Gated linear unit with swish (Shazeer, "GLU variants improve transformer", 2020): {@link Silu} of
 * the first half of the input times the second half, {@code [N, 2 F] -> [N, F]}.
 *
 * @param axis the axis that is halved; negative counts from the end
 */
public record SwiGlu(@Setting(doc = "axis that is halved", defaultValue = "-1") int axis)
    implements Activation {

  /** Along the last axis. */
  public SwiGlu() {
    this(-1);
  }

  @Override
  public Tensor apply(Tensor x) {
    int half = Parts.size("swiglu", x, axis, 2);
    return Composites.silu(x.slice(axis, 0, half)).mul(x.slice(axis, half, half));
  }
}
