package org.neurite.core.loss;

import org.neurite.api.component.Loss;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * Cross-entropy of yes-or-no answers (Good, 1952), from probabilities as PyTorch's BCELoss: {@code
 * -(t ln p + (1 - t) ln(1 - p))}, both {@code [N, ..]}. Probabilities of 0 and below, 1 and above
 * are kept from infinity: a wrong one costs 87 and has no gradient, so let the model end in a
 * sigmoid. {@link BinaryCrossEntropy} on logits is more exact and the better choice where there is
 * one.
 */
public record ProbabilityCrossEntropy() implements Loss {
  /** The smallest normal float; its logarithm is -87. */
  private static final double TINY = Float.MIN_NORMAL;

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Targets.sameShape("probability-cross-entropy", prediction, target, prediction.shape());
    Tensor yes = prediction.max(TINY).log();
    Tensor no = prediction.neg().add(1).max(TINY).log();
    return target.mul(yes).add(target.neg().add(1).mul(no)).neg();
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    Targets.within("probability-cross-entropy", target, 0, 1);
  }
}
