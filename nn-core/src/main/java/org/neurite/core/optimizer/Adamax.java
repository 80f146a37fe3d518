package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Adam with the largest gradient in place of the mean square (Kingma, Ba, 2014): {@code m = beta1 m
 * + (1 - beta1) g}, {@code u = max(beta2 u, |g| + epsilon)}, {@code p -= rate / (1 - beta1^t) m /
 * u}.
 *
 * @param learningRate the rate that schedules start from
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the largest gradient
 * @param epsilon keeps the denominator from zero
 * @param weightDecay L2 penalty, added to the gradient
 */
public record Adamax(
    @Setting(doc = "learning rate", defaultValue = "0.002", min = 0) double learningRate,
    @Setting(doc = "decay of the mean gradient", defaultValue = "0.9", min = 0, max = Adam.MAX_BETA)
        double beta1,
    @Setting(
            doc = "decay of the largest gradient",
            defaultValue = "0.999",
            min = 0,
            max = Adam.MAX_BETA)
        double beta2,
    @Setting(doc = "added to the denominator", defaultValue = "1e-8", min = Float.MIN_NORMAL)
        double epsilon,
    @Setting(doc = "L2 penalty added to the gradient", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {

  /** Checks the settings. */
  public Adamax {
    Settings.check(Adamax.class, "learningRate", learningRate);
    Settings.check(Adamax.class, "beta1", beta1);
    Settings.check(Adamax.class, "beta2", beta2);
    Settings.check(Adamax.class, "epsilon", epsilon);
    Settings.check(Adamax.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.002. */
  public Adamax() {
    this(0.002, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor g = Steps.withPenalty(ctx, gradient, parameter, weightDecay);
    Momentum momentum = Momentum.of(ctx, beta1);
    Tensor m = momentum.average(ctx, "m", g);
    Tensor slot = ctx.slot("largest", 0);
    Tensor u = slot.mul(beta2).max(g.abs().add(epsilon));
    ctx.assign(slot, u);
    Tensor rate = ctx.learningRate().div(momentum.correction(ctx));
    ctx.assignParameter(parameter.sub(m.mul(rate).div(u)));
  }
}
