package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Rectified Adam (Liu et al., 2019), which needs no warm-up. With {@code r_inf = 2 / (1 - beta2) -
 * 1} and {@code r = r_inf - 2 t beta2^t / (1 - beta2^t)}: where {@code r > 5} the step of {@link
 * Adam} (epsilon beside the uncorrected root) times {@code sqrt((r - 4) (r - 2) r_inf / ((r_inf -
 * 4) (r_inf - 2) r))}, else {@code rate m / (1 - beta1^t)}.
 *
 * @param learningRate the rate that schedules start from
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of their squares
 * @param epsilon keeps the denominator from zero
 * @param weightDecay L2 penalty, added to the gradient
 */
public record Radam(
    @Setting(doc = "learning rate", defaultValue = "0.001", min = 0) double learningRate,
    @Setting(doc = "decay of the mean gradient", defaultValue = "0.9", min = 0, max = Adam.MAX_BETA)
        double beta1,
    @Setting(doc = "decay of the mean square", defaultValue = "0.999", min = 0, max = Adam.MAX_BETA)
        double beta2,
    @Setting(doc = "added to the denominator", defaultValue = "1e-8", min = 0) double epsilon,
    @Setting(doc = "L2 penalty added to the gradient", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {

  /** Checks the settings. */
  public Radam {
    Settings.check(Radam.class, "learningRate", learningRate);
    Settings.check(Radam.class, "beta1", beta1);
    Settings.check(Radam.class, "beta2", beta2);
    Settings.check(Radam.class, "epsilon", epsilon);
    Settings.check(Radam.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.001. */
  public Radam() {
    this(0.001, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor g = Steps.withPenalty(ctx, gradient, parameter, weightDecay);
    Tensor m = Steps.average(ctx, "m", g, beta1);
    Tensor v = Steps.average(ctx, "v", g.square(), beta2);
    double most = 2 / (1 - beta2) - 1;
    Tensor left = Steps.correction(ctx, beta2);
    Tensor power = left.neg().add(1);
    Tensor r = ctx.step().mul(power).div(left).mul(-2).add(most);
    // Below 5 the rectification is not used, and would be the root of a negative number.
    Tensor safe = r.max(5);
    Tensor share = safe.sub(4).mul(safe.sub(2)).div(safe).mul(most / ((most - 4) * (most - 2)));
    Tensor scale = share.mul(left).sqrt();
    Tensor adaptive = m.mul(scale).div(v.sqrt().add(epsilon));
    Tensor rate = ctx.learningRate().div(Steps.correction(ctx, beta1));
    ctx.assignParameter(parameter.sub(r.gt(5).where(adaptive, m).mul(rate)));
  }
}
