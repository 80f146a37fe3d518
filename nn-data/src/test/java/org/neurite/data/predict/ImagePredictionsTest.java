package org.neurite.data.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.DataException;
import org.neurite.api.tensor.Shape;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.predict.TypedPredictor;
import org.neurite.core.train.Trained;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.ImageTransform;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.SeriesPreprocessing;

class ImagePredictionsTest {
  @Test
  void channelsAreNormalisedAsInTraining() {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model = neurite.model("digits").input(2).layer(new Dense(2)).build();
      ImagePreprocessing preprocessing =
          new ImagePreprocessing(
              Shape.of(2),
              new ClassTarget("label", Kind.NUMBER, List.of("0", "1")),
              new ImageTransform(false, List.of(0.5, 0.0), List.of(0.25, 1.0)));
      Trained trained =
          new Trained(neurite.environment(), model, model.initialWeights(5), List.of(), Map.of())
              .withPreprocessing(preprocessing.toJson());
      try (TypedPredictor<byte[], float[]> images =
          trained.predictor(byte[].class, float[].class)) {
        assertThat(images.predict(new byte[] {-1, 51}))
            .containsExactly(images.network().predict(2, 51 / 255f));
      }
    }
  }

  @Test
  void aSeriesIsAnsweredInItsUnit() {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model = neurite.model("series").input(3).layer(new Dense(1)).build();
      SeriesPreprocessing preprocessing =
          new SeriesPreprocessing(
              List.of(NumberFeature.standardised("load", 0, 1, 0, false, 0)),
              3,
              1,
              new NumberTarget("load", 100, 10));
      Trained trained =
          new Trained(neurite.environment(), model, model.initialWeights(5), List.of(), Map.of())
              .withPreprocessing(preprocessing.toJson());
      float[] window = {1, 2, 3};
      try (TypedPredictor<float[], Double> loads = trained.predictor(float[].class, Double.class)) {
        assertThat(loads.predict(window))
            .isEqualTo(100 + 10.0 * loads.network().predict(window)[0]);
      }
    }
  }

  @Test
  void pixelsAreScaledAsInTraining() {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model = neurite.model("digits").input(4).layer(new Dense(2)).build();
      ImagePreprocessing preprocessing =
          new ImagePreprocessing(
              Shape.of(4), new ClassTarget("label", Kind.NUMBER, List.of("0", "1")));
      Trained trained =
          new Trained(neurite.environment(), model, model.initialWeights(5), List.of(), Map.of())
              .withPreprocessing(preprocessing.toJson());
      try (TypedPredictor<byte[], Classification> images =
          trained.predictor(byte[].class, Classification.class)) {
        float[] logits = images.network().predict(0, 1, 128 / 255f, 1 / 255f);
        ClassTarget.toProbabilities(logits);
        Classification answer = images.predict(new byte[] {0, -1, -128, 1});
        assertThat(answer.probabilities())
            .containsExactly(
                Map.entry("0", (double) logits[0]), Map.entry("1", (double) logits[1]));
        assertThatThrownBy(() -> images.predict(new byte[3]))
            .isInstanceOf(DataException.class)
            .hasMessageContaining("NN-1402 at digits, image: expected 4 pixels of shape [4]");
      }
    }
  }
}
