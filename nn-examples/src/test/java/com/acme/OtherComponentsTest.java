package com.acme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;

/** The page's further components do what it says. */
class OtherComponentsTest {
  private static final NDArray X = NDArray.of(new float[] {4, 6, 4, 6}, 4, 1);

  @Test
  void noiseIsThereInTrainingOnly() {
    try (Neurite neurite = Neurite.create()) {
      Model model = neurite.model("noisy").input(1).layer(new Noise(1)).build();
      Trained trained = neurite.trainer(model).loss(new MeanSquaredError()).fit(data());

      assertThat(trained.history().get(0).values().get("loss")).isBetween(0.05, 10.0);
      try (ArrayPredictor predictor = trained.predictor()) {
        assertThat(predictor.predict(4)).containsExactly(4);
      }
    }
  }

  @Test
  void runningMeanFollowsTheData() {
    try (Neurite neurite = Neurite.create()) {
      Model model = neurite.model("centred").input(1).layer(new RunningMean()).build();
      Trained trained = neurite.trainer(model).loss(new MeanSquaredError()).epochs(100).fit(data());

      assertThat(trained.weights().get("running_mean_1.mean").get(0)).isBetween(4.99, 5.01);
    }
  }

  @Test
  void gradientPassesThroughTheSpikingStep() {
    try (Neurite neurite = Neurite.create()) {
      Model model =
          neurite
              .model("spiking")
              .input(1)
              .layer(new Dense(4))
              .layer(new ActivationLayer(new SpikingStep()))
              .layer(new Dense(1))
              .build();
      Trained trained =
          neurite
              .trainer(model)
              .loss(new MeanSquaredError())
              .optimizer(new Adam(0.05))
              .epochs(1)
              .fit(data());

      assertThat(trained.weights().get("dense_1.weight"))
          .isNotEqualTo(model.initialWeights(42).get("dense_1.weight"));
    }
  }

  private static ArrayDataset data() {
    return new ArrayDataset(X, X);
  }
}
