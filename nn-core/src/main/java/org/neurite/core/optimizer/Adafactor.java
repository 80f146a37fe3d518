package org.neurite.core.optimizer;

// long: matrices and vectors remember in different ways

import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/**
 * Adam's scaling with the memory of one row and one column per matrix (Shazeer, Stern, 2018). A
 * weight {@code [out, in, ..]} counts as the matrix {@code [out, in ..]}. With {@code b = 1 -
 * t^-decay} and {@code s = g^2 + 1e-30}: {@code r = b r + (1 - b) mean over columns of s}, {@code c
 * = b c + (1 - b) mean over rows of s}, {@code v = r c / mean(r)}; vectors keep {@code v = b v + (1
 * - b) s} itself. {@code u = g / sqrt(v)}, {@code u /= max(1, rms(u) / clip)}, {@code p -=
 * max(epsilon, rms(p)) min(rate, 1 / sqrt(t)) u}, after {@code p *= 1 - rate weightDecay}.
 *
 * @param learningRate the rate that schedules start from, relative to the size of the weights
 * @param decay how fast the mean squares' memory grows
 * @param clip the largest root mean square of a step before the rate
 * @param epsilon the smallest size that weights count with
 * @param weightDecay part of the weights that goes per unit of rate
 */
public record Adafactor(
    @Setting(doc = "learning rate", defaultValue = "0.01", min = 0) double learningRate,
    @Setting(doc = "how fast the memory grows", defaultValue = "0.8", min = 0.01, max = 1)
        double decay,
    @Setting(doc = "largest size of a step before the rate", defaultValue = "1", min = 1e-3)
        double clip,
    @Setting(doc = "smallest size weights count with", defaultValue = "1e-3", min = 0)
        double epsilon,
    @Setting(doc = "part of the weights that goes per unit of rate", defaultValue = "0", min = 0)
        double weightDecay)
    implements Optimizer {
  /** Keeps mean squares from zero; a normal number in single precision. */
  private static final double TINY = 1e-30;

  /** Checks the settings. */
  public Adafactor {
    Settings.check(Adafactor.class, "learningRate", learningRate);
    Settings.check(Adafactor.class, "decay", decay);
    Settings.check(Adafactor.class, "clip", clip);
    Settings.check(Adafactor.class, "epsilon", epsilon);
    Settings.check(Adafactor.class, "weightDecay", weightDecay);
  }

  /** A rate of 0.01. */
  public Adafactor() {
    this(0.01, 0.8, 1, 1e-3, 0);
  }

  @Override
  public void update(OptimizerContext ctx, Tensor parameter, Tensor gradient) {
    Tensor scaled = gradient.shape().rank() < 2 ? whole(ctx, gradient) : factored(ctx, gradient);
    Tensor step = scaled.div(rms(scaled).div(clip).max(1));
    Tensor rate = ctx.learningRate().min(ctx.step().rsqrt()).mul(rms(parameter).max(epsilon));
    Tensor kept = Steps.decayed(ctx, parameter, ctx.learningRate(), weightDecay);
    ctx.assignParameter(kept.sub(step.mul(rate)));
  }

  private Tensor whole(OptimizerContext ctx, Tensor g) {
    return g.mul(moved(ctx, ctx.slot("v", 0), g.square().add(TINY)).rsqrt());
  }

  private Tensor factored(OptimizerContext ctx, Tensor g) {
    Tensor squares = g.square().add(TINY).flatten(1);
    Shape shape = squares.shape();
    Tensor rows =
        moved(ctx, ctx.slot("row", Shape.of(shape.size(0), 1), 0), squares.meanKeepDims(1));
    Tensor columns =
        moved(ctx, ctx.slot("column", Shape.of(1, shape.size(1)), 0), squares.meanKeepDims(0));
    Tensor relative = rows.div(rows.meanKeepDims(0));
    return g.flatten(1).mul(relative.rsqrt()).mul(columns.rsqrt()).reshape(g.shape());
  }

  private Tensor moved(OptimizerContext ctx, Tensor slot, Tensor value) {
    Tensor share = ctx.step().pow(-decay);
    Tensor next = slot.add(value.sub(slot).mul(share));
    ctx.assign(slot, next);
    return next;
  }

  private static Tensor rms(Tensor x) {
    return x.square().mean().sqrt();
  }
}
