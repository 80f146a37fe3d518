package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Adam with Nesterov's momentum (Dozat, 2016). With {@code mu_t = beta1 (1 - 0.96^(t momentumDecay)
 * / 2)} and {@code P_t = mu_1 .. mu_t}: {@code p -= rate (mu_(t+1) m / (1 - P_(t+1)) + (1 - mu_t) g
 * / (1 - P_t)) / (sqrt(v / (1 - beta2^t)) + epsilon)}, m and v as of {@link Adam}.
 *
 * @param learningRate the rate that schedules start from
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of their squares
 * @param epsilon keeps the denominator from zero
 * @param weightDecay L2 penalty, added to the gradient
 * @param momentumDecay how fast the momentum comes to beta1
 */
public record Nadam(
    @Setting(doc = "learning rate", defaultValue = "0.002", min = 0) double learningRate,
    @Setting(doc = "decay of the mean gradient", defaultValue = "0.9", min = 0, max = Adam.MAX_BETA)
        double beta1,
    @Setting(doc = "decay of the mean square", defaultValue = "0.999", min = 0, max = Adam.MAX_BETA)
        double beta2,
    @Setting(doc = "added to the denominator", defaultValue = "1e-8", min = Float.MIN_NORMAL)
        double epsilon,
    @Setting(doc = "L2 penalty added to the gradient", defaultValue = "0", min = 0)
        double weightDecay,
    @Setting(doc = "how fast the momentum comes to beta1", defaultValue = "0.004", min = 0)
        double momentumDecay)
    implements Optimizer {

  /** Checks the settings. */
  public Nadam {
    Settings.check(Nadam.class, "learningRate", learningRate);
    Settings.check(Nadam.class, "beta1", beta1);
    Settings.check(Nadam.class, "beta2", beta2);
    Settings.check(Nadam.class, "epsilon", epsilon);
    Settings.check(Nadam.class, "weightDecay", weightDecay);
    Settings.check(Nadam.class, "momentumDecay", momentumDecay);
  }

  /** A rate of 0.002. */
  public Nadam() {
    this(0.002, 0.9, 0.999, 1e-8, 0, 0.004);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor g = Steps.withPenalty(ctx, gradient, parameter, weightDecay);
    Momentum beta = Momentum.of(ctx, beta1);
    Tensor m = beta.average(ctx, "m", g);
    Tensor v = Steps.average(ctx, "v", g.square(), beta2);
    Tensor now = momentum(beta, ctx.step());
    Tensor next = momentum(beta, ctx.step().add(1));
    // The product has no closed form; a slot has the parameter's shape, all its elements alike.
    Tensor slot = ctx.slot("momentum_product", 1);
    Tensor product = slot.mul(now);
    ctx.assign(slot, product);
    Tensor ahead = m.mul(next).div(product.mul(next).neg().add(1));
    Tensor here = g.mul(now.neg().add(1)).div(product.neg().add(1));
    Tensor scale = Steps.correction(ctx, beta2).rsqrt();
    Tensor step = ahead.add(here).div(v.sqrt().mul(scale).add(epsilon));
    ctx.assignParameter(parameter.sub(step.mul(ctx.learningRate())));
  }

  private Tensor momentum(Momentum beta, Tensor step) {
    return beta.kept(step.mul(momentumDecay * Math.log(0.96)).exp().mul(-0.5).add(1));
  }
}
