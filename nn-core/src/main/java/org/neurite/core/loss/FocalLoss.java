package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * Cross-entropy of yes-or-no answers with less weight on easy ones (Lin et al., 2017), from logits:
 * {@code -a_t (1 - p_t)^gamma ln p_t}, where {@code p_t} is the probability given to the right
 * answer and {@code a_t} is alpha for yes, 1 - alpha for no. Both {@code [N, ..]}, targets 0 or 1.
 *
 * @param gamma how much easy answers are discounted
 * @param alpha weight of the answer yes
 */
public record FocalLoss(
    @Setting(doc = "how much easy answers are discounted", defaultValue = "2", min = 0)
        double gamma,
    @Setting(doc = "weight of the answer yes", defaultValue = "0.25", min = 0, max = 1)
        double alpha)
    implements Loss {
  /** Keeps the power's slope finite. */
  private static final double TINY = 1e-12;

  /** Checks the settings. */
  public FocalLoss {
    Settings.check(FocalLoss.class, "gamma", gamma);
    Settings.check(FocalLoss.class, "alpha", alpha);
  }

  /** The paper's settings. */
  public FocalLoss() {
    this(2, 0.25);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Tensor entropy = new BinaryCrossEntropy().apply(prediction, target);
    Tensor missed = entropy.neg().expm1().neg().max(TINY);
    Tensor weight = target.mul(2 * alpha - 1).add(1 - alpha);
    return weight.mul(missed.pow(gamma)).mul(entropy);
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    Targets.noOrYes("focal", target, 0, 1);
  }
}
