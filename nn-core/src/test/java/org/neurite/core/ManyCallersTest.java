package org.neurite.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;

/**
 * 64 threads ask one predictor. {@code -Dneurite.predictions=10000000} asks as often as is
 * promised.
 */
class ManyCallersTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLERS = 64;
  private static final int SAMPLES = 500;
  private static final int INPUTS = 12;
  private static final int OUTPUTS = 5;
  private static final long PREDICTIONS = Long.getLong("neurite.predictions", 256_000);

  private static final int ROUND = 64_000;
  private static final long WARM = 6_400_000;

  /** Five floats with their header; and waiting for a session costs a little now and then. */
  private static final long RESULT_BYTES = 40;

  private static final long MOST = RESULT_BYTES + 16;

  private final float[][] samples = new float[SAMPLES][INPUTS];
  private final float[][] expected = new float[SAMPLES][];

  @Test
  void everyAnswerIsTheOneOfASingleThreadAndNothingElseIsAllocated() throws Exception {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model =
          neurite
              .model("net")
              .input(INPUTS)
              .layer(new Dense(32, new Relu()))
              .layer(new Dense(OUTPUTS))
              .build();
      try (ArrayPredictor predictor =
          new ArrayPredictor(neurite.backend(), model, model.initialWeights(1))) {
        for (int i = 0; i < SAMPLES; i++) {
          for (int k = 0; k < INPUTS; k++) {
            samples[i][k] = (float) Math.sin(i * INPUTS + k);
          }
          expected[i] = predictor.predict(samples[i]);
        }
        long least = Long.MAX_VALUE; // while the JVM still compiles, vectors are objects
        for (long done = 0; done < PREDICTIONS || (least > MOST && done < WARM); done += ROUND) {
          least = Math.min(least, bytesEach(predictor));
        }
        assertThat(least).isBetween(RESULT_BYTES, MOST);
        assertThat(predictor.status().open()).isLessThanOrEqualTo(predictor.status().limit());
      }
    }
  }

  /** A round of all callers at once; gives the bytes that a prediction allocated. */
  private long bytesEach(ArrayPredictor predictor) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Callable<Long>> callers = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int first = caller;
        callers.add(() -> ask(predictor, first));
      }
      long bytes = 0;
      for (Future<Long> caller : threads.invokeAll(callers)) {
        bytes += caller.get();
      }
      return bytes / ROUND;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Gives the bytes that the caller's thread allocated. */
  private long ask(ArrayPredictor predictor, int first) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < ROUND / CALLERS; i++) {
      int sample = (first + i) % SAMPLES;
      float[] answer = predictor.predict(samples[sample]);
      if (!Arrays.equals(answer, expected[sample])) {
        throw new AssertionError("sample " + sample + " gave " + Arrays.toString(answer));
      }
    }
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }
}
