package org.neurite.core.optimizer;

import java.util.Optional;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.graph.Tensor;

/**
 * The part of the last step, or of the mean gradient, that is kept.
 *
 * @param scheduled the schedule's, a scalar, which goes before
 * @param stated the optimizer's own setting
 */
record Momentum(Optional<Tensor> scheduled, double stated) {

  static Momentum of(OptimizerContext ctx, double stated) {
    return new Momentum(ctx.momentum(), stated);
  }

  /** Whether nothing is ever kept. */
  boolean isNone() {
    return scheduled.isEmpty() && stated == 0;
  }

  /** The part of x that is kept. */
  Tensor kept(Tensor x) {
    return scheduled.map(x::mul).orElseGet(() -> x.mul(stated));
  }

  /** The other part. */
  Tensor taken(Tensor x) {
    return scheduled.map(part -> x.mul(part.neg().add(1))).orElseGet(() -> x.mul(1 - stated));
  }

  /** A running mean in a slot. */
  Tensor average(OptimizerContext ctx, String name, Tensor x) {
    Tensor slot = ctx.slot(name, 0);
    Tensor next = kept(slot).add(taken(x));
    ctx.assign(slot, next);
    return next;
  }

  /** {@code 1 - momentum^t}, with the momentum of this step. */
  Tensor correction(OptimizerContext ctx) {
    return scheduled
        .map(part -> ctx.step().mul(part.log()).expm1().neg())
        .orElseGet(() -> Steps.correction(ctx, stated));
  }
}
