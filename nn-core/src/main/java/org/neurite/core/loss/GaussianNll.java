package org.neurite.core.loss;

import java.util.List;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.TensorType;

/**
 * Negative log-likelihood of a normal distribution (Nix, Weigend, 1994): {@code (ln v + (mean -
 * t)^2 / v) / 2} with {@code v = max(variance, eps)}. The prediction {@code [N, 2, ..]} holds mean
 * and variance, the target is {@code [N, ..]}. As in PyTorch, the variance gets its gradient below
 * eps, too.
 *
 * @param full whether the constant {@code ln(2 pi) / 2} is added
 * @param eps smallest variance, above 0
 */
public record GaussianNll(
    @Setting(doc = "whether the constant term is added", defaultValue = "false") boolean full,
    @Setting(doc = "smallest variance, above 0", defaultValue = "1e-6", min = Float.MIN_NORMAL)
        double eps)
    implements Loss {

  /** Checks the settings. */
  public GaussianNll {
    Settings.check(GaussianNll.class, "eps", eps);
  }

  /** Without the constant. */
  public GaussianNll() {
    this(false, 1e-6);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    List<Tensor> parts = Targets.parts("gaussian-nll", prediction, 2, "mean and variance");
    Tensor error = Targets.difference("gaussian-nll", parts.get(0), target);
    Tensor variance =
        Composites.customGradient(
            List.of(parts.get(1)), raw -> raw.get(0).max(eps), (raw, v, gradient) -> gradient);
    Tensor loss = variance.log().add(error.square().div(variance)).mul(0.5);
    return full ? loss.add(0.5 * Math.log(2 * Math.PI)) : loss;
  }

  @Override
  public TensorType target(TensorType prediction) {
    return prediction.withShape(prediction.shape().without(1));
  }
}
