package org.neurite.core.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.ModelException;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.model.Environment;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.Trained;

class TypedPredictorTest {
  /** What an application would ask. */
  private record Point(float x, float y, float z) {
    void write(float[] row) {
      row[0] = x;
      row[1] = y;
      row[2] = z;
    }
  }

  private static Trained trained() {
    Environment environment =
        new Environment(Nets.BACKEND, new ComponentCodec(ComponentRegistry.builtIn()));
    return new Trained(environment, Nets.MODEL, Nets.MODEL.initialWeights(1), List.of(), Map.of());
  }

  private static TypedPredictor<Point, Double> points(ArrayPredictor predictor) {
    return predictor.with(Point::write, output -> (double) output[0] - output[1]);
  }

  @Test
  void speaksAnApplicationsTypes() {
    try (ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT)) {
      float[] expected = arrays.predict(1, 2, 3);
      assertThat(points(arrays).predict(new Point(1, 2, 3)))
          .isEqualTo((double) expected[0] - expected[1]);
    }
  }

  @Test
  void manySamplesAreAnsweredInOrder() {
    try (ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT)) {
      TypedPredictor<Point, Double> points = points(arrays);
      List<Point> asked = new ArrayList<>();
      List<Double> expected = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        asked.add(new Point(i, -i, 0.5f * i));
        expected.add(points.predict(asked.get(i)));
      }
      assertThat(points.predictAll(asked)).isEqualTo(expected);
      assertThat(points.predictAll(List.of())).isEmpty();
    }
  }

  @Test
  void answersCanBecomeSomethingElse() {
    try (ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT);
        Predictor<Point, Long> rounded = points(arrays).andThen(Math::round)) {
      Point point = new Point(1, 2, 3);
      long expected = Math.round(points(arrays).predict(point));
      assertThat(rounded.predict(point)).isEqualTo(expected);
      assertThat(rounded.predictAll(List.of(point, point))).containsExactly(expected, expected);
    }
  }

  @Test
  void aSampleDoesNotSeeWhatAnotherLeft() {
    try (ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT.sessions(1))) {
      TypedPredictor<Float, float[]> first = arrays.with((x, row) -> row[0] = x, float[]::clone);
      arrays.with((Point p, float[] row) -> p.write(row), o -> o).predict(new Point(9, 9, 9));
      assertThat(first.predict(1f)).isEqualTo(arrays.predict(1, 0, 0));
    }
  }

  @Test
  void arraysWithShapesAreOneSampleEach() {
    try (TypedPredictor<NDArray, NDArray> shaped =
        trained().predictor(NDArray.class, NDArray.class)) {
      NDArray answer = shaped.predict(NDArray.of(new float[] {1, 2, 3}, 3));
      assertThat(answer.shape()).isEqualTo(Shape.of(2));
      assertThat(answer.toFloats()).isEqualTo(shaped.network().predict(1, 2, 3));
      assertThatThrownBy(() -> shaped.predict(NDArray.of(new float[3], 1, 3)))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("expected a sample of shape [3], found [1, 3]");
    }
  }

  @Test
  void aListOfArraysIsABatch() {
    try (ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT)) {
      float[] one = {1, 2, 3};
      float[] other = {-1, 0, 4};
      assertThat(arrays.predictAll(List.of(one, other)))
          .containsExactly(arrays.predict(one), arrays.predict(other));
      assertThatThrownBy(() -> arrays.predictAll(List.of(one, new float[2])))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("expected 3 values of shape [3], found 2 values");
    }
  }

  @Test
  void aTypeThatTheModelDoesNotKnowIsRefusedAtOnce() {
    assertThatThrownBy(() -> trained().predictor(Point.class, Double.class))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "NN-1407 at net, input of a predictor: expected one of the types float[], NDArray,"
                + " found "
                + Point.class.getTypeName()
                + ". Save the model with its preprocessing, and have nn-data on the path.");
    assertThatThrownBy(() -> trained().predictor(float[].class, Double.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NN-1407 at net, answer of a predictor");
  }
}
