package org.neurite.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.EarlyStopping;
import org.neurite.core.train.Trained;
import org.slf4j.LoggerFactory;

/** Whoever embeds Neurite does not find its steps and predictions in the log. */
class QuietLogTest {
  private static final int CALLS = 500;

  @Test
  void stepsAndPredictionsAreNotLogged() {
    assertThat(Logs.of(() -> LoggerFactory.getLogger("probe").info("is seen"))).contains("is seen");
    assertThat(Logs.of(() -> trainAndPredict(20))).isEmpty();
  }

  @Test
  void anEarlyEndIsSaidOnce() {
    assertThat(Logs.of(() -> trainAndPredict(0)).lines().filter(line -> line.contains("INFO")))
        .hasSize(1)
        .allSatisfy(line -> assertThat(line).contains("stopped early after epoch"));
  }

  /** The better the training's targets are met, the worse are these. */
  private static NDArray worse(NDArray targets) {
    float[] opposite = targets.toFloats();
    for (int i = 0; i < opposite.length; i++) {
      opposite[i] = -opposite[i];
    }
    return NDArray.of(opposite, opposite.length, 1);
  }

  private static void trainAndPredict(int patience) {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model = neurite.model("quiet").input(1).layer(new Dense(1)).build();
      NDArray rows = NDArray.of(new float[64], 64, 1);
      float[] one = new float[64];
      Arrays.fill(one, 1);
      NDArray ones = NDArray.of(one, 64, 1);
      Trained trained =
          neurite
              .trainer(model)
              .loss(new MeanSquaredError())
              .batchSize(2)
              .epochs(10)
              .validation(new ArrayDataset(rows, worse(ones)))
              .earlyStopping(EarlyStopping.on("val_loss").patience(Math.max(1, patience)))
              .fit(new ArrayDataset(rows, ones));
      try (ArrayPredictor predictor = trained.predictor()) {
        for (int i = 0; i < CALLS; i++) {
          predictor.predict(1f);
        }
      }
    }
  }
}
