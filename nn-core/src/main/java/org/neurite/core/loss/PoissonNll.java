package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * Negative log-likelihood of counts t under a Poisson distribution (as PyTorch's PoissonNLLLoss),
 * both {@code [N, ..]}: {@code e^p - t p} if the prediction p is the logarithm of the rate, else
 * {@code p - t ln(p + eps)}.
 *
 * @param logInput whether the prediction is the logarithm of the rate
 * @param full whether Stirling's term {@code t ln t - t + ln(2 pi t) / 2} is added where t is above
 *     1
 * @param eps keeps the logarithm of a rate from minus infinity
 */
public record PoissonNll(
    @Setting(doc = "whether the prediction is the logarithm of the rate", defaultValue = "true")
        boolean logInput,
    @Setting(doc = "whether Stirling's term is added", defaultValue = "false") boolean full,
    @Setting(doc = "keeps the logarithm of a rate finite", defaultValue = "1e-8", min = 0)
        double eps)
    implements Loss {

  /** Checks the settings. */
  public PoissonNll {
    Settings.check(PoissonNll.class, "eps", eps);
  }

  /** From the logarithm of the rate. */
  public PoissonNll() {
    this(true, false, 1e-8);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Targets.sameShape("poisson-nll", prediction, target, prediction.shape());
    Tensor loss =
        logInput
            ? prediction.exp().sub(target.mul(prediction))
            : prediction.sub(target.mul(prediction.add(eps).log()));
    return full ? loss.add(stirling(target)) : loss;
  }

  private static Tensor stirling(Tensor target) {
    Tensor t = target.max(1);
    Tensor term = t.mul(t.log()).sub(t).add(t.mul(2 * Math.PI).log().mul(0.5));
    return target.gt(1).where(term, term.filled(0));
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    Targets.within("poisson-nll", target, 0, Float.MAX_VALUE);
  }
}
