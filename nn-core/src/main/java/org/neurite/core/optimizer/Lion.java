package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Evolved sign momentum (Chen et al., 2023): {@code p -= rate (sign(beta1 m + (1 - beta1) g) +
 * weightDecay p)}, then {@code m = beta2 m + (1 - beta2) g}. Wants a rate three to ten times
 * smaller than Adam's.
 *
 * @param learningRate the rate that schedules start from
 * @param beta1 share of the momentum in the step
 * @param beta2 decay of the momentum
 * @param weightDecay part of the weights that goes per unit of rate
 */
public record Lion(
    @Setting(doc = "learning rate", defaultValue = "1e-4", min = 0) double learningRate,
    @Setting(doc = "share of the momentum in the step", defaultValue = "0.9", min = 0, max = 1)
        double beta1,
    @Setting(doc = "decay of the momentum", defaultValue = "0.99", min = 0, max = Adam.MAX_BETA)
        double beta2,
    @Setting(doc = "part of the weights that goes per unit of rate", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {

  /** Checks the settings. */
  public Lion {
    Settings.check(Lion.class, "learningRate", learningRate);
    Settings.check(Lion.class, "beta1", beta1);
    Settings.check(Lion.class, "beta2", beta2);
    Settings.check(Lion.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.0001. */
  public Lion() {
    this(1e-4, 0.9, 0.99, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Momentum momentum = Momentum.of(ctx, beta1);
    Tensor slot = ctx.slot("m", 0);
    Tensor sign = momentum.kept(slot).add(momentum.taken(gradient)).sign();
    ctx.assign(slot, slot.mul(beta2).add(gradient.mul(1 - beta2)));
    Tensor step = Steps.withPenalty(ctx, sign, parameter, weightDecay);
    ctx.assignParameter(parameter.sub(step.mul(ctx.learningRate())));
  }
}
