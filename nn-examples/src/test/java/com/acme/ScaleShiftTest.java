package com.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;

class ScaleShiftTest {
  @Test
  void learnsALineAndSurvivesItsFile(@TempDir Path folder) {
    NDArray x = NDArray.of(new float[] {-1, 0, 1, 2}, 4, 1);
    NDArray y = NDArray.of(new float[] {-2, 1, 4, 7}, 4, 1); // 3 x + 1
    try (Neurite neurite = Neurite.create()) {
      Model model = neurite.model("line").input(1).layer(new ScaleShift(1)).build();
      Trained trained =
          neurite
              .trainer(model)
              .loss(new MeanSquaredError())
              .optimizer(new Adam(0.05))
              .epochs(400)
              .fit(new ArrayDataset(x, y));
      trained.save(folder.resolve("line.nn"));
      try (ArrayPredictor predictor = neurite.load(folder.resolve("line.nn")).predictor()) {
        assertThat(predictor.predict(10)[0]).isCloseTo(31, within(0.1f));
      }
    }
  }
}
