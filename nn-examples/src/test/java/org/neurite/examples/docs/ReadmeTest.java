package org.neurite.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.EarlyStopping;
import org.neurite.core.train.Trained;
import org.neurite.data.TabularData;
import org.neurite.data.csv.Csv;
import org.neurite.examples.house.Repository;

/** The example of the README. */
class ReadmeTest {
  @TempDir private Path folder;

  @Test
  void trainsSavesAndPredicts() {
    Path csv = Repository.root().resolve("nn-examples/data/optdigits.csv");
    Path file = folder.resolve("digits.nn");

    assertThat(logits(csv, file, new float[64])).hasSize(10);

    try (Neurite neurite = Neurite.create()) {
      Trained trained = neurite.load(file);
      Map<String, Double> results =
          trained.evaluate(
              Csv.read(csv).target("digit").split(0.8).validation().orElseThrow(),
              new SoftmaxCrossEntropy(),
              new Accuracy());
      assertThat(results.get("accuracy")).isGreaterThan(0.93);
    }
  }

  private static float[] logits(Path csv, Path file, float[] image) {
    try (Neurite neurite = Neurite.create()) {
      TabularData digits = Csv.read(csv).target("digit");
      Model model =
          neurite
              .model("digits")
              .input(digits.features())
              .layer(new Dense(64, new Relu()))
              .layer(new Dropout(0.1))
              .layer(new Dense(digits.outputs()))
              .build(); // every shape is checked here
      Trained trained =
          neurite
              .trainer(model)
              .loss(new SoftmaxCrossEntropy())
              .metrics(new Accuracy())
              .epochs(30)
              .earlyStopping(EarlyStopping.on("val_accuracy").patience(5))
              .fit(digits.split(0.8));
      trained.save(file);
      try (ArrayPredictor predictor = neurite.load(file).predictor()) {
        return predictor.predict(image); // ten logits; from any thread
      }
    }
  }
}
