package org.neurite.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.metric.RootMeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Trained;
import org.neurite.data.csv.Csv;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.TablePreprocessing;

/** From a file to an answer, as an application does it. */
class TrainingOnTablesTest {
  @TempDir Path folder;

  private Path houses() throws IOException {
    StringBuilder text = new StringBuilder("rooms,district,price\n");
    for (int i = 0; i < 300; i++) {
      int rooms = 1 + i % 7;
      text.append(rooms).append(i % 2 == 0 ? ",centre," : ",suburb,");
      text.append(10_000 * rooms * (i % 2 == 0 ? 2 : 1)).append('\n');
    }
    return Files.writeString(folder.resolve("houses.csv"), text);
  }

  @Test
  void learnsANumberAndPredictsFromTheModelFileAlone() throws IOException {
    Path file = folder.resolve("houses.nn");
    try (Neurite neurite = Neurite.create()) {
      TabularData houses = Csv.read(houses()).target("price");
      Model model =
          neurite
              .model("houses")
              .input(houses.features())
              .layer(new Dense(32, new Relu()))
              .layer(new Dense(houses.outputs()))
              .build();
      Trained trained =
          neurite
              .trainer(model)
              .loss(new MeanSquaredError())
              .optimizer(new Adam(0.01))
              .metrics(new RootMeanSquaredError())
              .epochs(60)
              .batchSize(16)
              .fit(houses.split(0.8));
      assertThat(trained.history().get(59).values().get("val_rmse")).isLessThan(0.1);
      trained.save(file);
    }

    try (Neurite neurite = Neurite.create()) {
      Trained trained = neurite.load(file);
      TablePreprocessing preprocessing =
          (TablePreprocessing) Preprocessing.fromJson(trained.preprocessing().orElseThrow());
      NumberTarget price = (NumberTarget) preprocessing.target();
      try (ArrayPredictor predictor = trained.predictor()) {
        float[] output =
            predictor.predict(preprocessing.input(Map.of("rooms", 5, "district", "centre")));
        assertThat(price.decode(output[0])).isCloseTo(100_000, within(10_000.0));
      }
    }
  }

  @Test
  void learnsClasses() throws IOException {
    TabularData houses = Csv.read(houses()).target("district");
    Split split = houses.stratifiedSplit(0.8, 1);
    try (Neurite neurite = Neurite.create()) {
      Model model =
          neurite
              .model("districts")
              .input(houses.features())
              .layer(new Dense(32, new Relu()))
              .layer(new Dense(houses.outputs()))
              .build();
      Trained trained =
          neurite
              .trainer(model)
              .loss(new SoftmaxCrossEntropy())
              .optimizer(new Adam(0.03))
              .metrics(new Accuracy())
              .epochs(100)
              .batchSize(16)
              .fit(split);
      TablePreprocessing preprocessing = (TablePreprocessing) split.preprocessing();
      ClassTarget district = (ClassTarget) preprocessing.target();
      try (ArrayPredictor predictor = trained.predictor()) {
        float[] scores =
            predictor.predict(preprocessing.input(Map.of("rooms", 1, "price", 20_000)));
        assertThat(district.label(scores)).isEqualTo("centre");
      }
    }
  }
}
