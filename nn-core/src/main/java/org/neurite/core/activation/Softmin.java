package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Softmax of the negated input, as PyTorch's Softmin: {@code y = e^-x / sum(e^-x)} along an axis,
 * so that the smallest input gets the largest share.
 *
 * @param axis along which the results sum to 1; negative counts from the end
 */
public record Softmin(
    @Setting(doc = "axis along which the results sum to 1", defaultValue = "-1") int axis)
    implements Activation {

  /** Over the last axis. */
  public Softmin() {
    this(-1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return Composites.softmax(x.neg(), axis);
  }
}
