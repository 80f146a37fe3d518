package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Embedding;
import org.neurite.core.layer.Sequential;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.model.WeightMatch;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.predict.Inspector;

/** What is done with a network that has been trained: looking into it, and building on it. */
class TransferTest {
  private static final Model MODEL =
      new ModelBuilder("net")
          .input(2)
          .layer("body", new Sequential(new Dense(3, new Tanh())))
          .layer("head", new Dense(2))
          .build();
  private static final NDArray SAMPLES = NDArray.of(new float[] {1, 2, -0.5f, 0.25f}, 2, 2);

  private static Trained trained() {
    return new Trained(
        TestEnvironment.reference(), MODEL, MODEL.initialWeights(3), java.util.List.of(), Map.of());
  }

  @Test
  void aNewHeadKeepsTheBodysWeights() {
    Model other = MODEL.replaceFrom("head", new Dense(4, new Tanh()), new Dense(5));
    assertThat(other.outputType().shape()).hasToString("[N, 5]");
    assertThat(other.layers())
        .extracting(layer -> layer.name())
        .containsExactly("body", "dense_1", "dense_2");
    WeightMatch match = WeightMatch.of(other, trained().weights());
    assertThat(match.matched()).containsOnlyKeys("body.dense_1.weight", "body.dense_1.bias");
    assertThat(match.missing())
        .containsExactly("dense_1.weight", "dense_1.bias", "dense_2.weight", "dense_2.bias");
    assertThat(match.unused()).containsExactly("head.weight", "head.bias");
    assertThat(match)
        .hasToString(
            """
            2 of 6 variables of net matched
              missing    dense_1.weight
              missing    dense_1.bias
              missing    dense_2.weight
              missing    dense_2.bias
              unused     head.weight
              unused     head.bias\
            """);
  }

  @Test
  void matchedWeightsAreWhereAnotherTrainingBegins() {
    Model other = MODEL.replaceFrom("head", new Dense(1));
    WeightMatch match = WeightMatch.of(other, trained().weights());
    Dataset data = new ArrayDataset(SAMPLES, NDArray.of(new float[] {1, 2}, 2, 1));
    Trained fitted =
        new Trainer(TestEnvironment.reference(), other)
            .loss(new MeanSquaredError())
            .initialWeights(match.complete(42))
            .groups(ParameterGroup.of("body").frozen())
            .fit(data);
    assertThat(fitted.weights()).containsAllEntriesOf(match.matched());
    assertThat(fitted.weights().get("dense_1.weight"))
        .isNotEqualTo(match.complete(42).get("dense_1.weight"));
  }

  @Test
  void arraysOfAnotherShapeAreNamed() {
    Map<String, NDArray> given = new LinkedHashMap<>(trained().weights());
    given.put("head.bias", NDArray.of(new float[3], 3));
    WeightMatch match = WeightMatch.of(MODEL, given);
    assertThat(match.misshaped())
        .containsExactly(Map.entry("head.bias", "expected [2], found [3]"));
    assertThat(match.toString()).endsWith("misshaped  head.bias: expected [2], found [3]");
    assertThat(match.complete(3)).isEqualTo(MODEL.initialWeights(3));
  }

  @Test
  void aLayerThatIsNotThereCannotBeReplaced() {
    assertThatThrownBy(() -> MODEL.replaceFrom("tail", new Dense(1)))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_MODEL))
        .hasMessageContaining("expected one of the layers [body, head], found 'tail'");
  }

  @Test
  void activationsAreWhatTheLayerGives() {
    Inspector inspector = trained().inspector();
    assertThat(inspector.layers()).containsExactly("body.dense_1", "body", "head");
    NDArray inner = inspector.activations("body.dense_1", SAMPLES);
    Map<String, NDArray> weights = trained().weights();
    for (int row = 0; row < 2; row++) {
      for (int unit = 0; unit < 3; unit++) {
        double sum = weights.get("body.dense_1.bias").get(unit);
        for (int i = 0; i < 2; i++) {
          sum += weights.get("body.dense_1.weight").get(unit * 2 + i) * SAMPLES.get(row * 2 + i);
        }
        assertThat(inner.get(row * 3 + unit)).isCloseTo(Math.tanh(sum), within(1e-6));
      }
    }
    try (ArrayPredictor predictor = trained().predictor()) {
      assertThat(inspector.activations("head", SAMPLES)).isEqualTo(predictor.predict(SAMPLES));
    }
  }

  @Test
  void saliencyIsTheGradientOfOneOutput() {
    Inspector inspector = trained().inspector();
    NDArray gradient = inspector.saliency(1, SAMPLES);
    assertThat(gradient.shape()).isEqualTo(SAMPLES.shape());
    float step = 1e-2f;
    for (int i = 0; i < 4; i++) {
      double up = output(shifted(i, step), i / 2);
      double down = output(shifted(i, -step), i / 2);
      assertThat(gradient.get(i)).isCloseTo((up - down) / (2 * step), within(1e-3));
    }
    assertThat(inspector.saliency("head", 1, SAMPLES)).isEqualTo(gradient);
    assertThat(inspector.saliency("body", 2, SAMPLES)).isNotEqualTo(gradient);
  }

  private static NDArray shifted(int element, float by) {
    float[] values = SAMPLES.toFloats();
    values[element] += by;
    return NDArray.of(values, 2, 2);
  }

  private static double output(NDArray samples, int row) {
    try (ArrayPredictor predictor = trained().predictor()) {
      return predictor.predict(samples).get(row * 2 + 1);
    }
  }

  @Test
  void inspectionsSayWhatTheyLookFor() {
    Inspector inspector = trained().inspector();
    assertBad(() -> inspector.activations("tail", SAMPLES), "[body.dense_1, body, head]");
    assertBad(() -> inspector.saliency(2, SAMPLES), "an output from 0 to 1");
    assertBad(() -> inspector.saliency(0, NDArray.of(new float[3], 1, 3)), "float32[N, 2]");
    Model words =
        new ModelBuilder("words")
            .input(org.neurite.api.tensor.TensorType.int32(org.neurite.api.tensor.Shape.of(1)))
            .layer(new Embedding(4, 2))
            .build();
    Inspector reader =
        new Inspector(TestEnvironment.reference().backend(), words, words.initialWeights(1));
    NDArray word = NDArray.of(new int[] {3}, 1, 1);
    assertThat(reader.activations("embedding_1", word).toDoubles())
        .containsExactly(
            words.initialWeights(1).get("embedding_1.weight").get(6),
            words.initialWeights(1).get("embedding_1.weight").get(7));
    assertBad(() -> reader.saliency(0, word), "of inputs int32[N, 1]");
  }

  private static void assertBad(Runnable action, String part) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_MISMATCH))
        .hasMessageContaining(part);
  }
}
