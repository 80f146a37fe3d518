package org.neurite.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Sigmoid;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;

/** One sigmoid neuron learns who passes an exam, in two ways that give the same numbers. */
final class GradientDescent {
  static final int STEPS = 1000;
  static final double RATE = 1;
  private static final int ROWS = 12;

  /** Hours of study of twelve students (made up). */
  static final NDArray HOURS =
      NDArray.of(new float[] {0.5f, 1, 1.5f, 2, 2.25f, 2.5f, 2.75f, 3, 3.5f, 4, 4.5f, 5}, ROWS, 1);

  /** Whether each of them passed. */
  static final NDArray PASSED =
      NDArray.of(new float[] {0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1}, ROWS, 1);

  private final Neurite neurite;

  GradientDescent(Neurite neurite) {
    this.neurite = neurite;
  }

  /**
   * The neuron at one moment.
   *
   * @param step how many steps it has learnt
   * @param w its weight
   * @param b its bias
   * @param slope the loss and its traced gradient
   */
  record Moment(int step, double w, double b, Slope slope) {
    double answer(double hours) {
      return sigmoid(w * hours - b);
    }
  }

  /** Goes a little against the slope, again and again. */
  List<Moment> descend() {
    List<Moment> moments = new ArrayList<>();
    try (TracedNeuron neuron = new TracedNeuron(neurite.backend(), HOURS, PASSED)) {
      double w = 0;
      double b = 0;
      for (int step = 0; step <= STEPS; step++) {
        Slope slope = neuron.slope(w, b);
        if (isKept(step)) {
          moments.add(new Moment(step, w, b, slope));
        }
        w -= RATE * slope.dw();
        b -= RATE * slope.db();
      }
    }
    return moments;
  }

  private static boolean isKept(int step) {
    return step == 0 || step == 1 || step == 10 || step == 100 || step == STEPS;
  }

  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /**
   * The gradient by the chain rule: with {@code z = w x - b} and {@code y = sigmoid(z)}, the error
   * {@code (y - t)²} changes with z by {@code 2 (y - t) y (1 - y)}, z with w by x, and z with b by
   * -1.
   */
  static Slope slopeByHand(double w, double b) {
    double loss = 0;
    double dw = 0;
    double db = 0;
    for (int row = 0; row < ROWS; row++) {
      double x = HOURS.get(row);
      double t = PASSED.get(row);
      double y = sigmoid(w * x - b);
      double dz = 2 * (y - t) * y * (1 - y);
      loss += (y - t) * (y - t) / ROWS;
      dw += dz * x / ROWS;
      db -= dz / ROWS;
    }
    return new Slope(loss, dw, db);
  }

  /** The same by a model and a trainer, from the same first weights. */
  Trained train() {
    Model model = neurite.model("exam").input(1).layer(new Dense(1, new Sigmoid())).build();
    return neurite
        .trainer(model)
        .initialWeights(
            Map.of(
                "dense_1.weight", NDArray.of(new float[1], 1, 1),
                "dense_1.bias", NDArray.of(new float[1], 1)))
        .loss(new MeanSquaredError())
        .optimizer(new Sgd(RATE))
        .batchSize(ROWS)
        .epochs(STEPS)
        .fit(new ArrayDataset(HOURS, PASSED));
  }
}
