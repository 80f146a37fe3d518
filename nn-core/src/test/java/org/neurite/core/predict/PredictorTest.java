package org.neurite.core.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.backend.Backend;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.reference.ReferenceBackend;

class PredictorTest {
  private static final Model MODEL =
      new ModelBuilder("net")
          .input(3)
          .layer(new Dense(8, new Tanh()))
          .layer(new Dropout(0.5))
          .layer(new Dense(2))
          .build();

  private final Backend backend = new ReferenceBackend();

  private ArrayPredictor predictor() {
    return new ArrayPredictor(
        backend, MODEL, MODEL.initialWeights(1), PredictorOptions.DEFAULT.sessions(3), List.of());
  }

  @Test
  void aRowOfABatchEqualsTheRowAlone() {
    try (ArrayPredictor predictor = predictor()) {
      float[] rows = new float[3 * 600];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (float) Math.sin(i);
      }
      NDArray batch = predictor.predict(NDArray.of(rows, 600, 3));
      assertThat(batch.shape()).isEqualTo(Shape.of(600, 2));
      float[] last = predictor.predict(rows[1797], rows[1798], rows[1799]);
      assertThat(last).containsExactly((float) batch.get(1198), (float) batch.get(1199));
    }
  }

  @Test
  void manyThreadsGetTheirOwnAnswers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ArrayPredictor predictor = predictor()) {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        float x = i / 100f;
        float[] expected = predictor.predict(x, -x, 1);
        calls.add(() -> java.util.Arrays.equals(expected, predictor.predict(x, -x, 1)));
      }
      for (Future<Boolean> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSampleOfTheWrongWidthIsRefused() {
    try (ArrayPredictor predictor = predictor()) {
      assertThatThrownBy(() -> predictor.predict(1, 2))
          .isInstanceOfSatisfying(
              ModelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_MISMATCH))
          .hasMessageContaining("expected 3 values of shape [3], found 2 values");
      assertThatThrownBy(() -> predictor.predict(NDArray.of(new float[4], 1, 4)))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("expected samples of shape [N, 3], found [1, 4]");
    }
  }

  @Test
  void aCountThatDoesNotFitIsRefused() {
    try (ArrayPredictor predictor = predictor()) {
      int wrapped = 1_431_655_766; // three times as many are 2 in arithmetic of 32 bits
      assertThatThrownBy(() -> predictor.predict(new float[2], wrapped, new float[2]))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("expected 4294967298 values of shape [3], found 2 values");
      assertThatThrownBy(() -> predictor.predict(new float[0], -1, new float[0]))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("expected a count of at least 0, found -1");
    }
  }

  @Test
  void aClosedPredictorSaysSo() {
    ArrayPredictor predictor = predictor();
    predictor.predict(1, 2, 3);
    predictor.close();
    predictor.close();
    assertThatThrownBy(() -> predictor.predict(1, 2, 3))
        .isInstanceOfSatisfying(
            BackendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SESSION))
        .hasMessageContaining("a closed one");
  }
}
