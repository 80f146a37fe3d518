package org.neurite.core.optimizer;

// long: six settings, and a first step of its own

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Stochastic gradient descent with momentum (Polyak, 1964; Nesterov's form after Sutskever et al.,
 * 2013). With {@code g = gradient + weightDecay p}: {@code m = momentum m + (1 - dampening) g}, in
 * the first step {@code m = g}; {@code p -= rate m}, or with Nesterov {@code p -= rate (g +
 * momentum m)}.
 *
 * @param learningRate the rate that schedules start from
 * @param momentum part of the last step that is kept
 * @param nesterov whether to look ahead
 * @param dampening part of the gradient that does not enter the momentum
 * @param weightDecay L2 penalty, added to the gradient
 */
public record Sgd(
    @Setting(doc = "learning rate", defaultValue = "0.01", min = 0) double learningRate,
    @Setting(doc = "part of the last step that is kept", defaultValue = "0", min = 0, max = 1)
        double momentum,
    @Setting(doc = "whether to look ahead along the momentum", defaultValue = "false")
        boolean nesterov,
    @Setting(
            doc = "part of the gradient kept out of the momentum",
            defaultValue = "0",
            min = 0,
            max = 1)
        double dampening,
    @Setting(doc = "L2 penalty added to the gradient", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {

  /** Checks the settings. */
  public Sgd {
    Settings.check(Sgd.class, "learningRate", learningRate);
    Settings.check(Sgd.class, "momentum", momentum);
    Settings.check(Sgd.class, "dampening", dampening);
    Settings.check(Sgd.class, "weightDecay", weightDecay);
    Settings.require(
        !nesterov || (momentum > 0 && dampening == 0),
        Sgd.class,
        "nesterov",
        "true only with a momentum above 0 and no dampening",
        "momentum " + momentum + ", dampening " + dampening);
  }

  /** A rate of 0.01, without momentum. */
  public Sgd() {
    this(0.01);
  }

  /**
   * Without momentum.
   *
   * @param learningRate the rate
   */
  public Sgd(double learningRate) {
    this(learningRate, 0);
  }

  /**
   * With momentum.
   *
   * @param learningRate the rate
   * @param momentum part of the last step that is kept
   */
  public Sgd(double learningRate, double momentum) {
    this(learningRate, momentum, false, 0, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor g = Steps.withPenalty(ctx, gradient, parameter, weightDecay);
    Momentum part = Momentum.of(ctx, momentum);
    Tensor direction = part.isNone() ? g : direction(ctx, part, g);
    ctx.assignParameter(parameter.sub(direction.mul(ctx.learningRate())));
  }

  private Tensor direction(OptimizerContext ctx, Momentum part, Tensor g) {
    Tensor slot = ctx.slot("momentum", 0);
    Tensor m = part.kept(slot).add(dampening == 0 ? g : g.mul(1 - dampening));
    if (dampening != 0) {
      m = ctx.step().eq(1).where(g, m);
    }
    ctx.assign(slot, m);
    return nesterov ? g.add(part.kept(m)) : m;
  }
}
