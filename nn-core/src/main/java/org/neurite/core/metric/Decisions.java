package org.neurite.core.metric;

import java.util.Optional;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.TrainingException;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

/** Turns a batch of predictions and targets into pairs of classes. */
final class Decisions {

  /** Receives the pairs. */
  @FunctionalInterface
  interface Sink {
    void accept(int target, int predicted);
  }

  private Decisions() {}

  /**
   * With a threshold: every element is a decision, positive above it. Without: int32 arrays hold
   * classes, others scores per class along axis 1.
   */
  static void forEach(NDArray prediction, NDArray target, Optional<Double> threshold, Sink sink) {
    int[] predicted = classes(prediction, threshold);
    int[] wanted = classes(target, threshold.map(any -> 0.5));
    if (predicted.length != wanted.length) {
      throw mismatch(
          "as many targets as predictions", prediction.type() + " and " + target.type(), "");
    }
    for (int i = 0; i < wanted.length; i++) {
      sink.accept(wanted[i], predicted[i]);
    }
  }

  private static int[] classes(NDArray array, Optional<Double> threshold) {
    if (threshold.isPresent()) {
      return above(array, threshold.get());
    }
    return array.dataType() == DataType.INT32 ? array.toInts() : largest(array);
  }

  private static int[] above(NDArray array, double threshold) {
    int[] decisions = new int[array.length()];
    for (int i = 0; i < decisions.length; i++) {
      decisions[i] = array.get(i) > threshold ? 1 : 0;
    }
    return decisions;
  }

  /** Position of the largest score along axis 1; the first of equals. */
  private static int[] largest(NDArray scores) {
    Shape shape = scores.shape();
    if (shape.rank() < 2 || shape.size(1) < 2) {
      throw mismatch(
          "scores of at least two classes [N, C, ..]",
          scores.type().toString(),
          "state a threshold: 0 for logits, 0.5 for probabilities");
    }
    int classes = shape.size(1);
    int inner = Math.toIntExact(shape.subShape(2, shape.rank()).elements(1));
    int[] decisions = new int[scores.length() / classes];
    for (int i = 0; i < decisions.length; i++) {
      int first = i / inner * classes * inner + i % inner;
      decisions[i] = largest(scores, first, inner, classes);
    }
    return decisions;
  }

  private static int largest(NDArray scores, int first, int stride, int count) {
    int best = 0;
    for (int c = 1; c < count; c++) {
      if (scores.get(first + c * stride) > scores.get(first + best * stride)) {
        best = c;
      }
    }
    return best;
  }

  static TrainingException mismatch(String expected, String found, String mend) {
    return new TrainingException(
        Problem.of(ErrorCode.TARGET_MISMATCH)
            .at("metric")
            .expected(expected)
            .found(found)
            .mend(mend));
  }
}
