package org.neurite.examples;

import java.util.Locale;
import java.util.Map;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Step;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.predict.ArrayPredictor;

/**
 * The neuron of McCulloch and Pitts (1943) with two inputs: it fires if {@code w1 x1 + w2 x2}
 * reaches the threshold.
 *
 * @param w1 weight of the first input
 * @param w2 weight of the second input
 * @param threshold what the weighted sum must reach
 */
record ThresholdNeuron(float w1, float w2, float threshold) {
  private static final Model MODEL =
      new ModelBuilder("neuron").input(2).layer(new Dense(1, new Step())).build();

  /**
   * Answers 1 where it fires and 0 where it does not, one answer per row of inputs {@code [n, 2]}.
   */
  int[] answers(Neurite neurite, NDArray inputs) {
    // A layer adds its bias to the weighted sum, and its step fires from 0 on.
    Map<String, NDArray> weights =
        Map.of(
            "dense_1.weight", NDArray.of(new float[] {w1, w2}, 1, 2),
            "dense_1.bias", NDArray.of(new float[] {-threshold}, 1));
    try (ArrayPredictor predictor = new ArrayPredictor(neurite.backend(), MODEL, weights)) {
      return predictor.predict(inputs).toInts();
    }
  }

  /**
   * The perceptron rule (Rosenblatt, 1958).
   *
   * @param x1 first input
   * @param x2 second input
   * @param error the right answer minus the neuron's: 1 if it should have fired, -1 if it should
   *     not have, 0 if it was right
   */
  ThresholdNeuron corrected(double x1, double x2, int error) {
    return new ThresholdNeuron(w1 + error * (float) x1, w2 + error * (float) x2, threshold - error);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "weights (%2.0f, %2.0f), threshold %2.0f", w1, w2, threshold);
  }
}
