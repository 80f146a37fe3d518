package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Adaptive moments (Kingma, Ba, 2014). With {@code g = gradient + weightDecay p} at step t from 1:
 * {@code m = beta1 m + (1 - beta1) g}, {@code v = beta2 v + (1 - beta2) g^2}, {@code p -= rate (m /
 * (1 - beta1^t)) / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)}. AMSGrad (Reddi, Kale, Kumar, 2018)
 * takes the largest v so far.
 *
 * @param learningRate the rate that schedules start from
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of their squares
 * @param epsilon keeps the denominator from zero
 * @param weightDecay L2 penalty, added to the gradient
 * @param amsgrad whether the denominator never falls
 */
public record Adam(
    @Setting(doc = "learning rate", defaultValue = "0.001", min = 0) double learningRate,
    @Setting(doc = "decay of the mean gradient", defaultValue = "0.9", min = 0, max = MAX_BETA)
        double beta1,
    @Setting(doc = "decay of the mean square", defaultValue = "0.999", min = 0, max = MAX_BETA)
        double beta2,
    @Setting(doc = "added to the denominator", defaultValue = "1e-8", min = Float.MIN_NORMAL)
        double epsilon,
    @Setting(doc = "L2 penalty added to the gradient", defaultValue = "0", min = 0)
        double weightDecay,
    @Setting(doc = "whether the denominator never falls", defaultValue = "false") boolean amsgrad)
    implements Optimizer {

  /** The largest decay rate below 1 that float32 can tell from 1. */
  static final double MAX_BETA = 1 - 0x1p-24;

  /** Checks the settings. */
  public Adam {
    Settings.check(Adam.class, "learningRate", learningRate);
    Settings.check(Adam.class, "beta1", beta1);
    Settings.check(Adam.class, "beta2", beta2);
    Settings.check(Adam.class, "epsilon", epsilon);
    Settings.check(Adam.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.001. */
  public Adam() {
    this(0.001);
  }

  /**
   * The paper's settings with another rate.
   *
   * @param learningRate the rate
   */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8, 0, false);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor g = Steps.withPenalty(ctx, gradient, parameter, weightDecay);
    ctx.assignParameter(parameter.sub(Steps.adam(ctx, g, beta1, beta2, epsilon, amsgrad)));
  }
}
