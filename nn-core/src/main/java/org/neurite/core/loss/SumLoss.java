package org.neurite.core.loss;

import java.util.Objects;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * A loss whose values in a batch are added up instead of averaged, so that gradients grow with the
 * batch.
 *
 * @param loss what is added up
 */
public record SumLoss(@Setting(doc = "what is added up") Loss loss) implements Loss {

  /** Checks the settings. */
  public SumLoss {
    Objects.requireNonNull(loss, "loss");
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    return loss.apply(prediction, target);
  }

  /** Together 1. */
  @Override
  public Tensor weights(Tensor losses, Tensor target) {
    return losses.filled(1).div(losses.count(losses.shape().elements()));
  }

  @Override
  public TensorType target(TensorType prediction) {
    return loss.target(prediction);
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    loss.check(target, prediction);
  }
}
