package org.neurite.core.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.ModelException;

class SwappablePredictorTest {
  private static final float[] SAMPLE = {1, 2, 3};

  private static ArrayPredictor model(long seed) {
    return Nets.predictor(seed, PredictorOptions.DEFAULT.sessions(2));
  }

  private static float[] answer(long seed) {
    try (ArrayPredictor predictor = model(seed)) {
      return predictor.predict(SAMPLE);
    }
  }

  @Test
  void noCallFailsAndNoAnswerIsMixedWhileModelsAreSwapped() throws Exception {
    float[] odd = answer(1);
    float[] even = answer(2);
    assertThat(odd).isNotEqualTo(even);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    AtomicBoolean stop = new AtomicBoolean();
    try (SwappablePredictor<float[], float[]> swappable = new SwappablePredictor<>(model(1))) {
      List<Future<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        callers.add(
            threads.submit(
                () -> {
                  int answers = 0;
                  while (!stop.get()) {
                    float[] answer = swappable.predict(SAMPLE);
                    assertThat(Arrays.equals(answer, odd) || Arrays.equals(answer, even)).isTrue();
                    answers++;
                  }
                  return answers;
                }));
      }
      for (int swap = 2; swap <= 101; swap++) {
        swappable.swap(model(swap % 2 == 0 ? 2 : 1));
        assertThat(swappable.predict(SAMPLE)).isEqualTo(swap % 2 == 0 ? even : odd);
      }
      stop.set(true);
      for (Future<Integer> caller : callers) {
        assertThat(caller.get()).isPositive();
      }
      assertThat(swappable.predictAll(List.of(SAMPLE, SAMPLE))).containsExactly(odd, odd);
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void theOldOneIsClosed() {
    ArrayPredictor old = model(1);
    try (SwappablePredictor<float[], float[]> swappable = new SwappablePredictor<>(old)) {
      swappable.swap(model(2));
      assertThatThrownBy(() -> old.predict(SAMPLE)).isInstanceOf(BackendException.class);
      assertThatThrownBy(() -> swappable.predict(new float[2])).isInstanceOf(ModelException.class);
    }
  }

  @Test
  void thePresentOneStaysOpenInItsOwnPlace() {
    ArrayPredictor present = model(1);
    try (SwappablePredictor<float[], float[]> swappable = new SwappablePredictor<>(present)) {
      swappable.swap(present);
      assertThat(swappable.predict(SAMPLE)).isEqualTo(answer(1));
    }
  }

  @Test
  void aClosedOneTakesNoOther() {
    SwappablePredictor<float[], float[]> swappable = new SwappablePredictor<>(model(1));
    swappable.close();
    swappable.close();
    assertThatThrownBy(() -> swappable.predict(SAMPLE))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("NN-1504");
    try (ArrayPredictor next = model(2)) {
      assertThatThrownBy(() -> swappable.swap(next))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("NN-1504 at swappable predictor");
      assertThat(next.predict(SAMPLE)).isEqualTo(answer(2));
    }
  }
}
