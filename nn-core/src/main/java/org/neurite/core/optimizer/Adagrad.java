package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Adaptive gradients (Duchi, Hazan, Singer, 2011). With {@code g = gradient + weightDecay p} at
 * step t from 1: {@code s += g^2}, {@code p -= rate / (1 + (t - 1) rateDecay) g / (sqrt(s) +
 * epsilon)}.
 *
 * @param learningRate the rate that schedules start from
 * @param rateDecay how fast the rate falls
 * @param initialAccumulator first value of s
 * @param epsilon keeps the denominator from zero
 * @param weightDecay L2 penalty, added to the gradient
 */
public record Adagrad(
    @Setting(doc = "learning rate", defaultValue = "0.01", min = 0) double learningRate,
    @Setting(doc = "how fast the rate falls", defaultValue = "0", min = 0) double rateDecay,
    @Setting(doc = "first value of the sum of squares", defaultValue = "0", min = 0)
        double initialAccumulator,
    @Setting(doc = "added to the denominator", defaultValue = "1e-10", min = Float.MIN_NORMAL)
        double epsilon,
    @Setting(doc = "L2 penalty added to the gradient", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {

  /** Checks the settings. */
  public Adagrad {
    Settings.check(Adagrad.class, "learningRate", learningRate);
    Settings.check(Adagrad.class, "rateDecay", rateDecay);
    Settings.check(Adagrad.class, "initialAccumulator", initialAccumulator);
    Settings.check(Adagrad.class, "epsilon", epsilon);
    Settings.check(Adagrad.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.01. */
  public Adagrad() {
    this(0.01, 0, 0, 1e-10, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor g = Steps.withPenalty(ctx, gradient, parameter, weightDecay);
    Tensor slot = ctx.slot("sum", initialAccumulator);
    Tensor sum = slot.add(g.square());
    ctx.assign(slot, sum);
    Tensor slowed = ctx.step().sub(1).mul(rateDecay).add(1);
    Tensor rate = rateDecay == 0 ? ctx.learningRate() : ctx.learningRate().div(slowed);
    ctx.assignParameter(parameter.sub(g.mul(rate).div(sum.sqrt().add(epsilon))));
  }
}
