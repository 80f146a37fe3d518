package org.neurite.core.optimizer;

import java.util.Optional;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.graph.Tensor;

/** What optimizers share. */
final class Steps {
  private Steps() {}

  static Tensor withPenalty(
      OptimizerContext ctx, Tensor gradient, Tensor parameter, double weightDecay) {
    double decay = ctx.weightDecay(weightDecay);
    return decay == 0 ? gradient : gradient.add(parameter.mul(decay));
  }

  /** {@code p (1 - rate decay)}, the decay that is no part of the gradient. */
  static Tensor decayed(OptimizerContext ctx, Tensor parameter, Tensor rate, double weightDecay) {
    double decay = ctx.weightDecay(weightDecay);
    return decay == 0 ? parameter : parameter.mul(rate.mul(-decay).add(1));
  }

  /**
   * Adam's step: {@code rate (m / (1 - beta1^t)) / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)}.
   *
   * @return what to subtract from the parameter
   */
  static Tensor adam(
      OptimizerContext ctx, Tensor g, double beta1, double beta2, double epsilon, boolean amsgrad) {
    Momentum momentum = Momentum.of(ctx, beta1);
    Tensor m = momentum.average(ctx, "m", g);
    Tensor v = average(ctx, "v", g.square(), beta2);
    if (amsgrad) {
      Tensor largest = ctx.slot("v_max", 0);
      v = v.max(largest);
      ctx.assign(largest, v);
    }
    Tensor rate = ctx.learningRate().div(momentum.correction(ctx));
    Tensor scale = correction(ctx, beta2).rsqrt();
    return m.mul(rate).div(v.sqrt().mul(scale).add(epsilon));
  }

  /**
   * Adam's step before the rate: {@code (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)}.
   */
  static Tensor adamDirection(
      OptimizerContext ctx, Tensor g, double beta1, double beta2, double epsilon) {
    Momentum momentum = Momentum.of(ctx, beta1);
    Tensor m = momentum.average(ctx, "m", g).div(momentum.correction(ctx));
    Tensor v = average(ctx, "v", g.square(), beta2);
    Tensor scale = correction(ctx, beta2).rsqrt();
    return m.div(v.sqrt().mul(scale).add(epsilon));
  }

  /** A running mean in a slot. */
  static Tensor average(OptimizerContext ctx, String name, Tensor x, double beta) {
    return new Momentum(Optional.empty(), beta).average(ctx, name, x);
  }

  /** {@code 1 - beta^t} without cancellation, which float32 would suffer in the first steps. */
  static Tensor correction(OptimizerContext ctx, double beta) {
    Tensor step = ctx.step();
    return beta == 0 ? step.filled(1) : step.mul(Math.log(beta)).expm1().neg();
  }
}
