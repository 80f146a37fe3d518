package org.neurite.core.optimizer;

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Adam with a rate per layer, for large batches (You et al., 2019): with Adam's direction {@code r
 * = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon) + weightDecay p}, {@code p -= rate
 * |p| / |r| r}; the ratio counts 1 where either norm is zero.
 *
 * @param learningRate the rate that schedules start from
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of their squares
 * @param epsilon keeps the denominator from zero
 * @param weightDecay share of the weights in the direction
 */
public record Lamb(
    @Setting(doc = "learning rate", defaultValue = "0.001", min = 0) double learningRate,
    @Setting(doc = "decay of the mean gradient", defaultValue = "0.9", min = 0, max = Adam.MAX_BETA)
        double beta1,
    @Setting(doc = "decay of the mean square", defaultValue = "0.999", min = 0, max = Adam.MAX_BETA)
        double beta2,
    @Setting(doc = "added to the denominator", defaultValue = "1e-6", min = Float.MIN_NORMAL)
        double epsilon,
    @Setting(doc = "share of the weights in the direction", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {

  /** Checks the settings. */
  public Lamb {
    Settings.check(Lamb.class, "learningRate", learningRate);
    Settings.check(Lamb.class, "beta1", beta1);
    Settings.check(Lamb.class, "beta2", beta2);
    Settings.check(Lamb.class, "epsilon", epsilon);
    Settings.check(Lamb.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.001. */
  public Lamb() {
    this(0.001, 0.9, 0.999, 1e-6, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor adam = Steps.adamDirection(ctx, gradient, beta1, beta2, epsilon);
    Tensor direction = Steps.withPenalty(ctx, adam, parameter, weightDecay);
    Tensor weights = parameter.square().sum().sqrt();
    Tensor length = direction.square().sum().sqrt();
    Tensor both = weights.mul(length).gt(0);
    Tensor ratio =
        both.where(weights, weights.filled(1)).div(both.where(length, weights.filled(1)));
    ctx.assignParameter(parameter.sub(direction.mul(ratio.mul(ctx.learningRate()))));
  }
}
