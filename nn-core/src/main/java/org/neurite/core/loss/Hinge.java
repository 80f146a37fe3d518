package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * Hinge loss (Cortes, Vapnik, 1995): {@code max(0, margin - t prediction)} or its square, with
 * targets t of -1 or 1; both {@code [N, ..]}.
 *
 * @param margin product from which an answer costs nothing
 * @param squared whether the loss is squared
 */
public record Hinge(
    @Setting(doc = "product from which an answer costs nothing", defaultValue = "1", min = 0)
        double margin,
    @Setting(doc = "whether the loss is squared", defaultValue = "false") boolean squared)
    implements Loss {

  /** Checks the settings. */
  public Hinge {
    Settings.check(Hinge.class, "margin", margin);
  }

  /** A margin of 1, not squared. */
  public Hinge() {
    this(1, false);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Targets.sameShape("hinge", prediction, target, prediction.shape());
    Tensor missing = target.mul(prediction).neg().add(margin).max(0);
    return squared ? missing.square() : missing;
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    Targets.noOrYes("hinge", target, -1, 1);
  }
}
