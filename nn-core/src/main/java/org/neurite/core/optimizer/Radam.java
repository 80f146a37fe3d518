package org.neurite.core.optimizer;

// long: two series for one number, each where it is exact

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
    @Setting(doc = "added to the denominator", defaultValue = "1e-8", min = Float.MIN_NORMAL)
        double epsilon,
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
    Momentum momentum = Momentum.of(ctx, beta1);
    Tensor m = momentum.average(ctx, "m", g);
    Tensor v = Steps.average(ctx, "v", g.square(), beta2);
    Tensor rate = ctx.learningRate().div(momentum.correction(ctx));
    Tensor direction = limit() > 5 ? rectified(ctx, m, v) : m;
    ctx.assignParameter(parameter.sub(direction.mul(rate)));
  }

  /** What r grows to. */
  private double limit() {
    return 2 / (1 - beta2) - 1;
  }

  private Tensor rectified(OptimizerContext ctx, Tensor m, Tensor v) {
    double most = limit();
    Tensor r = degrees(ctx.step());
    // Below 5 the rectification is not used, and would be the root of a negative number.
    Tensor safe = r.max(5);
    Tensor share = safe.sub(4).mul(safe.sub(2)).div(safe).mul(most / ((most - 4) * (most - 2)));
    Tensor scale = share.mul(Steps.correction(ctx, beta2)).sqrt();
    return r.gt(5).where(m.mul(scale).div(v.sqrt().add(epsilon)), m);
  }

  /**
   * {@code r = r_inf - 2 t / (e^x - 1)} with {@code x = -t ln beta2}. For small x, where the
   * difference would lose its digits, by {@code 1 / (e^x - 1) = 1/x - 1/2 + x/12 - x^3/720 +
   * x^5/30240 - ..}, whose first term is a constant here.
   */
  private Tensor degrees(Tensor step) {
    double decay = -Math.log(beta2);
    Tensor x = step.mul(decay);
    Tensor far = step.mul(-2).div(x.expm1()).add(limit());
    Tensor square = x.square();
    Tensor series = square.mul(1 / 30240.0).sub(1 / 720.0).mul(square).add(1 / 12.0).mul(x);
    Tensor near = step.mul(series.mul(-2).add(1)).add(limit() - 2 / decay);
    return x.lt(0.5).where(near, far);
  }
}
