package org.neurite.core.loss;

// long: labels and distributions, weights, smoothing, samples that are left out

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * Cross-entropy of one class among many, from logits {@code [N, C, ..]}: {@code -sum_c w_c q_c
 * log_softmax(prediction)_c} over axis 1, one loss per sample {@code [N, ..]}.
 *
 * <p>Targets are int32 class indices {@code [N, ..]} (q is 1 for the class, else 0) or
 * distributions q {@code [N, C, ..]}. Label smoothing e (Szegedy et al., 2016) makes q into {@code
 * (1 - e) q + e / C}. The mean divides by the sum of the target classes' weights for indices, by
 * the number of samples for distributions, as PyTorch does.
 *
 * @param classWeights the weight of each class; none means 1
 * @param labelSmoothing part of the target that is spread over all classes
 * @param ignoreIndex class index of samples that count for nothing
 */
public record SoftmaxCrossEntropy(
    @Setting(doc = "weight of each class; none means 1", defaultValue = "[]")
        List<Double> classWeights,
    @Setting(doc = "part spread over all classes", defaultValue = "0", min = 0, max = 1)
        double labelSmoothing,
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Loss {

  private static final String NAME = "softmax-cross-entropy";

  /** Checks the settings. */
  public SoftmaxCrossEntropy {
    classWeights = Targets.classWeights(SoftmaxCrossEntropy.class, classWeights);
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
    Settings.check(SoftmaxCrossEntropy.class, "labelSmoothing", labelSmoothing);
  }

  /** Unweighted, without smoothing. */
  public SoftmaxCrossEntropy() {
    this(List.of(), 0, Optional.empty());
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    int classes = classes(prediction);
    Tensor q = distribution(prediction, target, classes);
    if (labelSmoothing > 0) {
      q = q.mul(1 - labelSmoothing).add(labelSmoothing / classes);
    }
    if (!classWeights.isEmpty()) {
      q = q.mul(weightsOf(q));
    }
    Tensor losses = Composites.softmaxCrossEntropy(classesLast(prediction), q);
    return isIndices(target) && ignoreIndex.isPresent()
        ? counts(target).where(losses, losses.filled(0))
        : losses;
  }

  @Override
  public Tensor weights(Tensor losses, Tensor target) {
    if (!isIndices(target)) {
      return losses.filled(1);
    }
    Tensor weights = losses.filled(1);
    if (!classWeights.isEmpty()) {
      Tensor oneHot = target.oneHot(classWeights.size(), losses.dataType());
      weights = oneHot.mul(weightsOf(oneHot)).sum(-1);
    }
    return ignoreIndex.isPresent() ? counts(target).where(weights, losses.filled(0)) : weights;
  }

  /** Class indices {@code [N, ..]}: the prediction's shape without its class axis. */
  @Override
  public TensorType target(TensorType prediction) {
    return TensorType.int32(prediction.shape().without(1));
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    if (target.dataType() != DataType.INT32) {
      Targets.within(NAME, target, 0, 1);
      return;
    }
    Targets.classIndices(NAME, target, prediction, ignoreIndex);
  }

  private int classes(Tensor prediction) {
    Shape shape = prediction.shape();
    Targets.require(shape.rank() >= 2, NAME, prediction, "logits [N, C, ..]", shape);
    Targets.requireWeightPerClass(NAME, prediction, classWeights);
    return shape.size(1);
  }

  private static Tensor distribution(Tensor prediction, Tensor target, int classes) {
    Shape indices = prediction.shape().without(1);
    if (isIndices(target)) {
      Targets.sameShape(NAME, prediction, target, indices);
      return target.oneHot(classes, prediction.dataType());
    }
    Targets.require(
        target.shape().equals(prediction.shape()),
        NAME,
        prediction,
        "int32 class indices " + indices + " or distributions " + prediction.shape(),
        target.type());
    return classesLast(target);
  }

  private static boolean isIndices(Tensor target) {
    return target.dataType() == DataType.INT32;
  }

  private Tensor counts(Tensor target) {
    return target.ne(ignoreIndex.orElseThrow());
  }

  private Tensor weightsOf(Tensor like) {
    double[] weights = classWeights.stream().mapToDouble(Double::doubleValue).toArray();
    return like.constant(NDArray.of(weights, weights.length));
  }

  /** {@code [N, C, ..]} as {@code [N, .., C]}. */
  private static Tensor classesLast(Tensor x) {
    int rank = x.shape().rank();
    if (rank == 2) {
      return x;
    }
    List<Integer> order = new ArrayList<>(List.of(0));
    for (int axis = 2; axis < rank; axis++) {
      order.add(axis);
    }
    order.add(1);
    return x.transpose(order.stream().mapToInt(Integer::intValue).toArray());
  }
}
