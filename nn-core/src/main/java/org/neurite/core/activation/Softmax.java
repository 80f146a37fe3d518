package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Softmax (Bridle, 1990): {@code y = e^x / sum(e^x)} along an axis, shifted by the maximum so that
 * nothing overflows. Train with {@link org.neurite.core.loss.SoftmaxCrossEntropy} on the logits
 * instead of ending a network with this.
 *
 * @param axis along which the results sum to 1; negative counts from the end
 */
public record Softmax(
    @Setting(doc = "axis along which the results sum to 1", defaultValue = "-1") int axis)
    implements Activation {

  /** Over the last axis. */
  public Softmax() {
    this(-1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return Composites.softmax(x, axis);
  }
}
