package org.neurite.core.predict;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.neurite.api.backend.Backend;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.observe.PredictionListener;
import org.neurite.reference.ReferenceBackend;

/** A small network for the tests of predictors, and callers that stay as long as they are told. */
final class Nets {
  static final Model MODEL =
      new ModelBuilder("net")
          .input(3)
          .layer(new Dense(8, new Tanh()))
          .layer(new Dropout(0.5))
          .layer(new Dense(2))
          .build();

  static final Backend BACKEND = new ReferenceBackend();

  private Nets() {}

  static ArrayPredictor predictor(PredictorOptions options, PredictionListener... listeners) {
    return predictor(1, options, listeners);
  }

  static ArrayPredictor predictor(
      long seed, PredictorOptions options, PredictionListener... listeners) {
    return new ArrayPredictor(
        BACKEND, MODEL, MODEL.initialWeights(seed), options, List.of(listeners));
  }

  /** A caller that has a session until it is let go. */
  static final class Guest implements AutoCloseable {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final Thread thread;
    private volatile float[] answer = {};

    Guest(ArrayPredictor predictor) {
      TypedPredictor<float[], float[]> slow =
          predictor.with(
              (sample, row) -> {
                arrived.countDown();
                await(leave);
                System.arraycopy(sample, 0, row, 0, row.length);
              },
              float[]::clone);
      thread = new Thread(() -> answer = slow.predict(new float[] {1, 2, 3}));
      thread.start();
      await(arrived);
    }

    void leave() {
      leave.countDown();
    }

    float[] answer() {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return answer;
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      leave();
      answer();
    }
  }
}
