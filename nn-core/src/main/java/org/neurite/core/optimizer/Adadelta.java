package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Steps in the parameter's own units (Zeiler, 2012). With {@code g = gradient + weightDecay p}:
 * {@code s = rho s + (1 - rho) g^2}, {@code u = sqrt(d + epsilon) / sqrt(s + epsilon) g}, {@code d
 * = rho d + (1 - rho) u^2}, {@code p -= rate u}.
 *
 * @param learningRate the rate that schedules start from
 * @param rho decay of both mean squares
 * @param epsilon keeps both roots from zero
 * @param weightDecay L2 penalty, added to the gradient
 */
public record Adadelta(
    @Setting(doc = "learning rate", defaultValue = "1", min = 0) double learningRate,
    @Setting(doc = "decay of both mean squares", defaultValue = "0.9", min = 0, max = Adam.MAX_BETA)
        double rho,
    @Setting(doc = "added under both roots", defaultValue = "1e-6", min = Float.MIN_NORMAL)
        double epsilon,
    @Setting(doc = "L2 penalty added to the gradient", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {

  /** Checks the settings. */
  public Adadelta {
    Settings.check(Adadelta.class, "learningRate", learningRate);
    Settings.check(Adadelta.class, "rho", rho);
    Settings.check(Adadelta.class, "epsilon", epsilon);
    Settings.check(Adadelta.class, "weightDecay", weightDecay);
  }

  /** A rate of 1. */
  public Adadelta() {
    this(1, 0.9, 1e-6, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor g = Steps.withPenalty(ctx, gradient, parameter, weightDecay);
    Tensor s = Steps.average(ctx, "mean_square", g.square(), rho);
    Tensor slot = ctx.slot("step_square", 0);
    Tensor u = slot.add(epsilon).sqrt().div(s.add(epsilon).sqrt()).mul(g);
    ctx.assign(slot, slot.mul(rho).add(u.square().mul(1 - rho)));
    ctx.assignParameter(parameter.sub(u.mul(ctx.learningRate())));
  }
}
