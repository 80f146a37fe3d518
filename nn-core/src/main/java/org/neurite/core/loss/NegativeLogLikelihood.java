package org.neurite.core.loss;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * Minus the log-probability of the right class (Fisher, 1922), {@code -w_t prediction_t}, from
 * log-probabilities {@code [N, C, ..]} as {@code log-softmax} gives them; targets are int32 classes
 * {@code [N, ..]}. The mean divides by the sum of the target classes' weights.
 *
 * @param classWeights the weight of each class; none means 1
 * @param ignoreIndex class index of samples that count for nothing
 */
public record NegativeLogLikelihood(
    @Setting(doc = "weight of each class; none means 1", defaultValue = "[]", min = 0)
        List<Double> classWeights,
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Loss {

  private static final String NAME = "negative-log-likelihood";

  /** Checks the settings. */
  public NegativeLogLikelihood {
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
    classWeights = Targets.classWeights(NegativeLogLikelihood.class, classWeights);
  }

  /** Unweighted. */
  public NegativeLogLikelihood() {
    this(List.of(), Optional.empty());
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Targets.require(
        prediction.shape().rank() >= 2,
        NAME,
        prediction,
        "log-probabilities [N, C, ..]",
        prediction.shape());
    Targets.requireWeightPerClass(NAME, prediction, classWeights);
    Targets.sameShape(NAME, prediction, target, prediction.shape().without(1));
    Tensor classes = prediction.iota(1).eq(target.expandDims(1));
    Tensor chosen = classes.where(prediction, prediction.filled(0)).sum(1).neg();
    if (classWeights.isEmpty() && ignoreIndex.isEmpty()) {
      return chosen;
    }
    // Chosen by where, not by the product: what does not count may be infinite.
    Tensor weights = weights(chosen, target);
    return weights.gt(0).where(chosen.mul(weights), chosen.filled(0));
  }

  @Override
  public Tensor weights(Tensor losses, Tensor target) {
    return alike().weights(losses, target);
  }

  @Override
  public TensorType target(TensorType prediction) {
    return alike().target(prediction);
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    Targets.classIndices(NAME, target, prediction, ignoreIndex);
  }

  private SoftmaxCrossEntropy alike() {
    return new SoftmaxCrossEntropy(classWeights, 0, ignoreIndex);
  }
}
