package org.neurite.core.loss;

import java.util.Optional;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * Hinge loss among classes (Crammer, Singer, 2001): the sum over the wrong classes c of {@code
 * max(0, margin - p_t + p_c)}, divided by the number of classes. Scores {@code [N, C]}, int32
 * classes {@code [N]}; one loss per sample.
 *
 * @param margin lead from which a wrong class costs nothing
 */
public record MultiMargin(
    @Setting(doc = "lead from which a wrong class costs nothing", defaultValue = "1", min = 0)
        double margin)
    implements Loss {

  /** Checks the settings. */
  public MultiMargin {
    Settings.check(MultiMargin.class, "margin", margin);
  }

  /** A margin of 1. */
  public MultiMargin() {
    this(1);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Targets.require(
        prediction.shape().rank() == 2,
        "multi-margin",
        prediction,
        "scores [N, C]",
        prediction.shape());
    Targets.sameShape("multi-margin", prediction, target, prediction.shape().without(1));
    Tensor right = prediction.iota(1).eq(target.expandDims(1));
    Tensor zero = prediction.filled(0);
    Tensor score = right.where(prediction, zero).sumKeepDims(1);
    Tensor missing = prediction.sub(score).add(margin).max(0);
    return right.where(zero, missing).sum(1).div(prediction.shape().size(1));
  }

  @Override
  public TensorType target(TensorType prediction) {
    return TensorType.int32(prediction.shape().without(1));
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    Targets.classIndices("multi-margin", target, prediction, Optional.empty());
  }
}
