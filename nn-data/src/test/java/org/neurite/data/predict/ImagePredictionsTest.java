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

class ImagePredictionsTest {
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
