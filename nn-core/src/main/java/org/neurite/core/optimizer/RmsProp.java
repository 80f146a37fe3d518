package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Division by the root of a running mean square (Hinton, 2012). With {@code g = gradient +
 * weightDecay p}: {@code s = alpha s + (1 - alpha) g^2}; if centered {@code a = alpha a + (1 -
 * alpha) g} and {@code v = s - a^2} (Graves, 2013), else {@code v = s}; {@code u = g / (sqrt(v) +
 * epsilon)}; with momentum {@code m = momentum m + u}, {@code p -= rate m}, else {@code p -= rate
 * u}.
 *
 * @param learningRate the rate that schedules start from
 * @param alpha decay of the mean square
 * @param epsilon keeps the denominator from zero
 * @param momentum part of the last step that is kept
 * @param centered whether the mean's square is taken off
 * @param weightDecay L2 penalty, added to the gradient
 */
public record RmsProp(
    @Setting(doc = "learning rate", defaultValue = "0.01", min = 0) double learningRate,
    @Setting(doc = "decay of the mean square", defaultValue = "0.99", min = 0, max = Adam.MAX_BETA)
        double alpha,
    @Setting(doc = "added to the denominator", defaultValue = "1e-8", min = Float.MIN_NORMAL)
        double epsilon,
    @Setting(doc = "part of the last step that is kept", defaultValue = "0", min = 0, max = 1)
        double momentum,
    @Setting(doc = "whether the mean's square is taken off", defaultValue = "false")
        boolean centered,
    @Setting(doc = "L2 penalty added to the gradient", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {

  /** Checks the settings. */
  public RmsProp {
    Settings.check(RmsProp.class, "learningRate", learningRate);
    Settings.check(RmsProp.class, "alpha", alpha);
    Settings.check(RmsProp.class, "epsilon", epsilon);
    Settings.check(RmsProp.class, "momentum", momentum);
    Settings.check(RmsProp.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.01. */
  public RmsProp() {
    this(0.01, 0.99, 1e-8, 0, false, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor g = Steps.withPenalty(ctx, gradient, parameter, weightDecay);
    Tensor v = Steps.average(ctx, "mean_square", g.square(), alpha);
    if (centered) {
      // Rounding may leave less than nothing.
      v = v.sub(Steps.average(ctx, "mean", g, alpha).square()).max(0);
    }
    Tensor u = g.div(v.sqrt().add(epsilon));
    Momentum part = Momentum.of(ctx, momentum);
    if (!part.isNone()) {
      Tensor slot = ctx.slot("momentum", 0);
      u = part.kept(slot).add(u);
      ctx.assign(slot, u);
    }
    ctx.assignParameter(parameter.sub(u.mul(ctx.learningRate())));
  }
}
