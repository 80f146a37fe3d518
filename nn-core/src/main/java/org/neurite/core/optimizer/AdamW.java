package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Adam with decoupled weight decay (Loshchilov, Hutter, 2017): {@code p *= 1 - rate weightDecay},
 * then the step of {@link Adam} without penalty.
 *
 * @param learningRate the rate that schedules start from
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of their squares
 * @param epsilon keeps the denominator from zero
 * @param weightDecay part of the weights that goes per unit of rate
 * @param amsgrad whether the denominator never falls
 */
public record AdamW(
    @Setting(doc = "learning rate", defaultValue = "0.001", min = 0) double learningRate,
    @Setting(doc = "decay of the mean gradient", defaultValue = "0.9", min = 0, max = Adam.MAX_BETA)
        double beta1,
    @Setting(doc = "decay of the mean square", defaultValue = "0.999", min = 0, max = Adam.MAX_BETA)
        double beta2,
    @Setting(doc = "added to the denominator", defaultValue = "1e-8", min = Float.MIN_NORMAL)
        double epsilon,
    @Setting(doc = "part of the weights that goes per unit of rate", defaultValue = "0.01", min = 0)
        double weightDecay,
    @Setting(doc = "whether the denominator never falls", defaultValue = "false") boolean amsgrad)
    implements Optimizer {

  /** Checks the settings. */
  public AdamW {
    Settings.check(AdamW.class, "learningRate", learningRate);
    Settings.check(AdamW.class, "beta1", beta1);
    Settings.check(AdamW.class, "beta2", beta2);
    Settings.check(AdamW.class, "epsilon", epsilon);
    Settings.check(AdamW.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.001 and a weight decay of 0.01. */
  public AdamW() {
    this(0.001, 0.01);
  }

  /**
   * The usual decay rates.
   *
   * @param learningRate the rate
   * @param weightDecay part of the weights that goes per unit of rate
   */
  public AdamW(double learningRate, double weightDecay) {
    this(learningRate, 0.9, 0.999, 1e-8, weightDecay, false);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor step = Steps.adam(ctx, gradient, beta1, beta2, epsilon, amsgrad);
    Tensor kept = Steps.decayed(ctx, parameter, ctx.learningRate(), weightDecay);
    ctx.assignParameter(kept.sub(step));
  }
}
