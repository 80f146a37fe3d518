package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * Kullback-Leibler divergence (1951) of log-probabilities from target distributions, element by
 * element: {@code t (ln t - prediction)}, zero where t is zero; both {@code [N, ..]}. The mean is
 * over all elements, as of every loss: the divergence of a sample is as many times larger as it has
 * elements (PyTorch's {@code batchmean}).
 *
 * @param logTarget whether the targets are logarithms, too
 */
public record KlDivergence(
    @Setting(doc = "whether the targets are logarithms, too", defaultValue = "false")
        boolean logTarget)
    implements Loss {

  /** From plain targets. */
  public KlDivergence() {
    this(false);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Targets.sameShape("kl-divergence", prediction, target, prediction.shape());
    Tensor weight = logTarget ? target.exp() : target;
    Tensor log = logTarget ? target : target.gt(0).where(target, target.filled(1)).log();
    return weight.mul(log.sub(prediction));
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    if (!logTarget) {
      Targets.within("kl-divergence", target, 0, 1);
    }
  }
}
