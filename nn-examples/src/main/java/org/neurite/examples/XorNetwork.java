package org.neurite.examples;

import java.util.Map;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Step;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.BinaryCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.ArrayDataset;

/** Networks with a hidden layer that compute XOR. */
final class XorNetwork {
  private XorNetwork() {}

  /** XOR is OR but not AND: two hidden neurons for these, a third that takes one from the other. */
  static int[] answersByHand(Neurite neurite) {
    Model model =
        neurite
            .model("xor")
            .input(2)
            .layer(new Dense(2, new Step()))
            .layer(new Dense(1, new Step()))
            .build();
    Map<String, NDArray> weights =
        Map.of(
            "dense_1.weight", NDArray.of(new float[] {1, 1, 1, 1}, 2, 2),
            "dense_1.bias", NDArray.of(new float[] {-1, -2}, 2),
            "dense_2.weight", NDArray.of(new float[] {1, -1}, 1, 2),
            "dense_2.bias", NDArray.of(new float[] {-1}, 1));
    try (ArrayPredictor predictor = new ArrayPredictor(neurite.backend(), model, weights)) {
      return predictor.predict(Gate.INPUTS).toInts();
    }
  }

  /** Four hidden neurons with a smooth activation, trained by gradient descent; gives logits. */
  static ArrayPredictor train(Neurite neurite) {
    Model model =
        neurite.model("xor").input(2).layer(new Dense(4, new Tanh())).layer(new Dense(1)).build();
    return neurite
        .trainer(model)
        .loss(new BinaryCrossEntropy())
        .optimizer(new Adam(0.1))
        .batchSize(4)
        .epochs(200)
        .fit(new ArrayDataset(Gate.INPUTS, Gate.XOR.targets()))
        .predictor();
  }

  /** A logit above 0 is a probability above one half. */
  static int[] answers(ArrayPredictor network, NDArray inputs) {
    float[] logits = network.predict(inputs).toFloats();
    int[] answers = new int[logits.length];
    for (int i = 0; i < logits.length; i++) {
      answers[i] = logits[i] > 0 ? 1 : 0;
    }
    return answers;
  }
}
