package org.neurite.core.loss;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.TrainingException;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Checks that targets fit a prediction. */
final class Targets {
  private Targets() {}

  /** The difference, of operands that must not broadcast: [N] against [N, 1] is a mistake. */
  static Tensor difference(String loss, Tensor prediction, Tensor target) {
    sameShape(loss, prediction, target, prediction.shape());
    return prediction.sub(target);
  }

  /** The parts of a prediction {@code [N, count, ..]}, each {@code [N, ..]}. */
  static List<Tensor> parts(String loss, Tensor prediction, int count, String what) {
    Shape shape = prediction.shape();
    require(
        shape.rank() >= 2 && shape.size(1) == count,
        loss,
        prediction,
        "a prediction [N, " + count + ", ..] of " + what,
        shape);
    return IntStream.range(0, count)
        .mapToObj(i -> prediction.slice(1, i, 1).reshape(shape.without(1)))
        .toList();
  }

  static void sameShape(String loss, Tensor prediction, Tensor target, Shape wanted) {
    require(
        target.shape().equals(wanted),
        loss,
        prediction,
        "a target of shape " + wanted + " for a prediction of shape " + prediction.shape(),
        target.type());
  }

  static void require(
      boolean holds, String loss, Tensor prediction, String expected, Object found) {
    if (!holds) {
      String layer = prediction.path().isEmpty() ? "" : " after layer " + prediction.path();
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at(loss + layer)
              .expected(expected)
              .found(String.valueOf(found))
              .mend("change the last layer or the target's shape"));
    }
  }

  /** Checks the weights of classes, of which there may be none. */
  static List<Double> classWeights(Class<?> loss, List<Double> weights) {
    Settings.require(
        weights.stream().allMatch(w -> w >= 0 && w <= Float.MAX_VALUE),
        loss,
        "classWeights",
        "finite numbers not below 0",
        weights);
    return List.copyOf(weights);
  }

  /** Checks that there are no weights, or one for each class of a prediction {@code [N, C, ..]}. */
  static void requireWeightPerClass(String loss, Tensor prediction, List<Double> weights) {
    int classes = prediction.shape().size(1);
    require(
        weights.isEmpty() || weights.size() == classes,
        loss,
        prediction,
        "classWeights for each of " + classes + " classes",
        weights.size());
  }

  /** Checks that all values are class indices, or the one that does not count. */
  static void classIndices(
      String loss, NDArray target, TensorType prediction, Optional<Integer> ignoreIndex) {
    int classes = prediction.shape().size(1);
    for (int i = 0; i < target.length(); i++) {
      int label = (int) target.get(i);
      if ((label < 0 || label >= classes) && !ignoreIndex.equals(Optional.of(label))) {
        throw mismatch(
            loss,
            target,
            i,
            "a class index from 0 to " + (classes - 1),
            Integer.toString(label),
            "give the last layer as many outputs as there are classes, or number the classes"
                + " from 0");
      }
    }
  }

  /** Checks that all values are one of two numbers, which stand for no and yes. */
  static void noOrYes(String loss, NDArray target, int no, int yes) {
    for (int i = 0; i < target.length(); i++) {
      double value = target.get(i);
      if (value != no && value != yes) {
        throw mismatch(
            loss,
            target,
            i,
            "targets of " + no + " or " + yes,
            Double.toString(value),
            "write " + no + " for no and " + yes + " for yes");
      }
    }
  }

  /** Checks that all values lie in a closed interval. */
  static void within(String loss, NDArray target, double low, double high) {
    for (int i = 0; i < target.length(); i++) {
      double value = target.get(i);
      if (!(value >= low && value <= high)) {
        throw mismatch(
            loss, target, i, "targets from " + low + " to " + high, Double.toString(value), "");
      }
    }
  }

  static TrainingException mismatch(
      String loss, NDArray target, int element, String expected, String found, String mend) {
    int perSample = target.length() / target.shape().size(0);
    return new TrainingException(
        Problem.of(ErrorCode.TARGET_MISMATCH)
            .at(loss + ", sample " + element / perSample + " of the batch")
            .expected(expected)
            .found(found)
            .mend(mend));
  }
}
