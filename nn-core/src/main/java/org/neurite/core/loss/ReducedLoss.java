package org.neurite.core.loss;

import java.util.Objects;
import org.neurite.api.component.Loss;
import org.neurite.api.component.LossReduction;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * A loss whose values in a batch become one number in another way, as by {@code reduction} in
 * PyTorch and Keras. {@code mean}: the weighted mean, as of every loss by itself. {@code sum}:
 * their sum, so that gradients grow with the batch; evaluation gives the sum over all samples.
 * {@code none}: they stay apart, so that each sample pushes with its own gradient, undivided; what
 * is reported is their mean. One loss per sample: {@code Trained.losses}.
 *
 * @param loss what is reduced
 * @param reduction how
 */
public record ReducedLoss(
    @Setting(doc = "what is reduced") Loss loss,
    @Setting(doc = "how the losses of a batch become one number") LossReduction reduction)
    implements Loss {

  /** Checks the settings. */
  public ReducedLoss {
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(reduction, "reduction");
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    return loss.apply(prediction, target);
  }

  @Override
  public Tensor weights(Tensor losses, Tensor target) {
    return loss.weights(losses, target);
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
