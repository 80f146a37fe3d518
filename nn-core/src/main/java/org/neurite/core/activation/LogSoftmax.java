package org.neurite.core.activation;

import org.neurite.api.component.Activation;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Logarithm of the softmax (Bridle, 1990) along an axis: {@code y = x - ln(sum(e^x))}, shifted by
 * the maximum so that nothing overflows.
 *
 * @param axis along which the probabilities sum to 1; negative counts from the end
 */
public record LogSoftmax(
    @Setting(doc = "axis along which the probabilities sum to 1", defaultValue = "-1") int axis)
    implements Activation {

  /** Over the last axis. */
  public LogSoftmax() {
    this(-1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return Composites.logSoftmax(x, axis);
  }
}
