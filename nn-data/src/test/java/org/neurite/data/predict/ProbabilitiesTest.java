package org.neurite.data.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Layer;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Softmax;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Reshape;
import org.neurite.core.layer.Sequential;
import org.neurite.core.model.Model;
import org.neurite.core.predict.TypedPredictor;
import org.neurite.core.train.Trained;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.TablePreprocessing;

/** Networks that give probabilities, and networks that give logits. */
class ProbabilitiesTest {
  private static final Layer SOFTMAX = new Dense(2, new Softmax());

  static List<Layer> endInSoftmax() {
    return List.of(
        SOFTMAX,
        new Sequential(new Dense(3), SOFTMAX),
        new Sequential(new Dense(2), new Sequential(new ActivationLayer(new Softmax()))),
        new Sequential(SOFTMAX, new Reshape(2, 1)));
  }

  static List<Layer> endOtherwise() {
    return List.of(
        new Dense(2),
        new Sequential(SOFTMAX, new Dense(2)),
        new Sequential(new Dense(2), new Reshape(2, 1), new ActivationLayer(new Softmax(-1))));
  }

  @ParameterizedTest
  @MethodSource("endInSoftmax")
  void probabilitiesOfTheNetworkAreTheAnswer(Layer last) {
    assertThat(answersItsOutput(last)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("endOtherwise")
  void otherOutputsAreLogits(Layer last) {
    assertThat(answersItsOutput(last)).isFalse();
  }

  private static boolean answersItsOutput(Layer last) {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model = neurite.model("net").input(1).layer("out", last).build();
      TablePreprocessing preprocessing =
          new TablePreprocessing(
              List.of(NumberFeature.standardised("x", 0, 0, 1, false, 0)),
              new ClassTarget("district", Kind.CATEGORY, List.of("centre", "suburb")),
              List.of());
      Trained trained =
          new Trained(neurite.environment(), model, model.initialWeights(1), List.of(), Map.of())
              .withPreprocessing(preprocessing.toJson());
      try (TypedPredictor<float[], Classification> predictor =
          trained.predictor(float[].class, Classification.class)) {
        double given = predictor.network().predict(0.3f)[0];
        return predictor.predict(new float[] {0.3f}).probabilities().get("centre") == given;
      }
    }
  }
}
