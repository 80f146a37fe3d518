package org.neurite.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Step;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;

/** What single threshold neurons learn, and what none of them can. */
final class Perceptrons {
  /** How many weights and thresholds {@link #best} tries: -4 to 4 in steps of one half. */
  private static final int VALUES = 17;

  /** How many neurons that makes. */
  static final int TRIED = VALUES * VALUES * VALUES;

  private static final int MOST_PASSES = 8;

  private final Neurite neurite;

  Perceptrons(Neurite neurite) {
    this.neurite = neurite;
  }

  /**
   * One pass of the perceptron rule over all inputs.
   *
   * @param number counted from 1
   * @param mistakes how many answers were wrong when they were given
   * @param neuron the neuron after it
   * @param right how many answers are right after it
   */
  record Pass(int number, int mistakes, ThresholdNeuron neuron, int right) {}

  /** Goes through the inputs until a whole pass is without a mistake, at most eight times. */
  List<Pass> learn(Gate gate) {
    List<Pass> passes = new ArrayList<>();
    ThresholdNeuron neuron = new ThresholdNeuron(0, 0, 0);
    int mistakes = 1;
    for (int pass = 1; pass <= MOST_PASSES && mistakes > 0; pass++) {
      mistakes = 0;
      for (int row = 0; row < 4; row++) {
        int error = gate.answer(row) - neuron.answers(neurite, Gate.INPUTS)[row];
        neuron = neuron.corrected(Gate.INPUTS.get(2 * row), Gate.INPUTS.get(2 * row + 1), error);
        mistakes += Math.abs(error);
      }
      int right = gate.right(neuron.answers(neurite, Gate.INPUTS));
      passes.add(new Pass(pass, mistakes, neuron, right));
    }
    return passes;
  }

  /**
   * The most right answers that any of {@link #TRIED} neurons gives: one layer with all of them.
   */
  int best(Gate gate) {
    float[] weights = new float[2 * TRIED];
    float[] biases = new float[TRIED];
    for (int unit = 0; unit < TRIED; unit++) {
      weights[2 * unit] = value(unit);
      weights[2 * unit + 1] = value(unit / VALUES);
      biases[unit] = value(unit / VALUES / VALUES);
    }
    Model model = neurite.model("many").input(2).layer(new Dense(TRIED, new Step())).build();
    Map<String, NDArray> values =
        Map.of(
            "dense_1.weight", NDArray.of(weights, TRIED, 2),
            "dense_1.bias", NDArray.of(biases, TRIED));
    try (ArrayPredictor predictor = new ArrayPredictor(neurite.backend(), model, values)) {
      return best(gate, predictor.predict(Gate.INPUTS).toInts());
    }
  }

  private static float value(int index) {
    return -4 + index % VALUES / 2f;
  }

  /** Answers are {@code [4, TRIED]}. */
  private static int best(Gate gate, int[] answers) {
    int best = 0;
    for (int unit = 0; unit < TRIED; unit++) {
      int[] given = new int[4];
      for (int row = 0; row < 4; row++) {
        given[row] = answers[row * TRIED + unit];
      }
      best = Math.max(best, gate.right(given));
    }
    return best;
  }
}
