package org.neurite.core.optimizer;

// long: an iteration of its own, and another step for vectors

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Momentum whose steps are made orthogonal (Jordan et al., 2024). A weight {@code [out, in, ..]}
 * counts as the matrix {@code [out, in ..]}: {@code m = momentum m + (1 - momentum) g}, {@code u =
 * (1 - momentum) g + momentum m}, {@code p -= rate sqrt(max(1, out / in)) orthogonal(u)} after
 * {@code p *= 1 - rate weightDecay}. Five Newton-Schulz steps {@code x = 3.4445 x + (-4.775 a +
 * 2.0315 a^2) x} with {@code a = x x^T} bring all singular values near 1. Vectors, which have none,
 * follow {@link AdamW} at {@code vectorRate} times the rate.
 *
 * <p>The paper makes only the matrices between hidden layers orthogonal. Here all matrices are,
 * those of embeddings and of the last layer, too; a model that is mostly these does better with
 * AdamW.
 *
 * @param learningRate the rate that schedules start from
 * @param momentum part of the last step that is kept
 * @param weightDecay part of the weights that goes per unit of rate
 * @param vectorRate what the rate is multiplied with for vectors
 */
public record Muon(
    @Setting(doc = "learning rate", defaultValue = "0.02", min = 0) double learningRate,
    @Setting(
            doc = "part of the last step that is kept",
            defaultValue = "0.95",
            min = 0,
            max = Adam.MAX_BETA)
        double momentum,
    @Setting(doc = "part of the weights that goes per unit of rate", defaultValue = "0", min = 0)
        double weightDecay,
    @Setting(doc = "multiplies the rate of vectors", defaultValue = "0.015", min = 0)
        double vectorRate)
    implements Optimizer {
  private static final int ITERATIONS = 5;
  private static final double TINY = 1e-30;

  /** Checks the settings. */
  public Muon {
    Settings.check(Muon.class, "learningRate", learningRate);
    Settings.check(Muon.class, "momentum", momentum);
    Settings.check(Muon.class, "weightDecay", weightDecay);
    Settings.check(Muon.class, "vectorRate", vectorRate);
  }

  /** A rate of 0.02 and a momentum of 0.95. */
  public Muon() {
    this(0.02, 0.95, 0, 0.015);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    boolean vector = parameter.shape().rank() < 2;
    Tensor rate = vector ? ctx.learningRate().mul(vectorRate) : ctx.learningRate();
    Tensor step = vector ? adam(ctx, gradient) : orthogonal(ctx, gradient);
    Tensor kept = Steps.decayed(ctx, parameter, rate, weightDecay);
    ctx.assignParameter(kept.sub(step.mul(rate)));
  }

  private static Tensor adam(OptimizerContext ctx, Tensor g) {
    return Steps.adamDirection(ctx, g, 0.9, 0.95, 1e-8);
  }

  private Tensor orthogonal(OptimizerContext ctx, Tensor g) {
    Momentum part = Momentum.of(ctx, momentum);
    Tensor m = part.average(ctx, "momentum", g);
    Tensor u = part.taken(g).add(part.kept(m)).flatten(1);
    int rows = u.shape().size(0);
    int columns = u.shape().size(1);
    boolean tall = rows > columns;
    Tensor x = tall ? u.transpose(1, 0) : u;
    // First by the largest element, so that no square of a small gradient is lost.
    x = x.div(x.abs().reduceMax().max(TINY));
    x = x.div(x.square().sum().sqrt().max(TINY));
    for (int i = 0; i < ITERATIONS; i++) {
      Tensor a = x.matmul(x, false, true);
      Tensor polynomial = a.mul(-4.775).add(a.matmul(a).mul(2.0315));
      x = x.mul(3.4445).add(polynomial.matmul(x));
    }
    Tensor square = tall ? x.transpose(1, 0) : x;
    return square.mul(Math.sqrt(Math.max(1, (double) rows / columns))).reshape(g.shape());
  }
}
