package org.neurite.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.StepListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.activation.Relu;
import org.neurite.core.activation.Sigmoid;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Dataset;

/** What holds once a network runs on the default backend: no garbage, and the same bits. */
class SteadyStateTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long BYTES_PER_STEP = 256;
  private static final int STEPS = 1000;

  private static Neurite neurite(int threads) {
    return Neurite.create(new NeuriteModule().backend("jvm").threads(threads));
  }

  private static Model model(Neurite neurite, int width) {
    return neurite
        .model("net")
        .input(20)
        .layer(new Dense(width, new Relu()))
        .layer(new BatchNorm())
        .layer(new Dropout(0.2))
        .layer(new Dense(3))
        .build();
  }

  private static Dataset data(int rows) {
    float[] x = new float[rows * 20];
    int[] labels = new int[rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i * 0.37);
    }
    for (int i = 0; i < rows; i++) {
      labels[i] = x[i * 20] > 0.3 ? 2 : x[i * 20 + 1] > 0 ? 1 : 0;
    }
    return new ArrayDataset(NDArray.of(x, rows, 20), NDArray.of(labels, rows));
  }

  /**
   * Measures what the training thread allocates in each of several windows. The least counts: until
   * everything is compiled, which a busy machine may delay, steps leave garbage.
   */
  private static final class Meter implements StepListener {
    private long before;
    private long least = Long.MAX_VALUE;

    @Override
    public void onStep(int epoch, long step, int samples, float loss) {
      if (step % STEPS == 0) {
        long now = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        least = step == STEPS ? least : Math.min(least, now - before);
        before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      }
    }
  }

  @Test
  void aTrainingStepAllocatesNothing() {
    try (Neurite neurite = neurite(1)) {
      Meter meter = new Meter();
      neurite
          .trainer(model(neurite, 16))
          .loss(new SoftmaxCrossEntropy())
          .optimizer(new Adam(1e-3))
          .batchSize(16)
          .epochs(20)
          .listener(meter)
          .fit(data(8 * STEPS));
      assertThat(meter.least).isBetween(0L, BYTES_PER_STEP * STEPS);
    }
  }

  @Test
  void aPredictionAllocatesNothing() {
    try (Neurite neurite = neurite(1)) {
      Model neuron = neurite.model("neuron").input(2).layer(new Dense(1, new Sigmoid())).build();
      try (ArrayPredictor predictor =
          new ArrayPredictor(neurite.backend(), neuron, neuron.initialWeights(1))) {
        float[] in = {0.5f, -1};
        float[] out = new float[1];
        long before = 0;
        for (int i = 0; i < 2 * STEPS; i++) {
          if (i == STEPS) {
            before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
          }
          predictor.predict(in, 1, out);
        }
        long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(bytes).isLessThan(BYTES_PER_STEP * STEPS);
        assertThat(out[0]).isBetween(0f, 1f);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsWithOneThreadAndWithTwo() {
    Map<String, NDArray> first = weights(1, 7);
    assertThat(weights(1, 7)).isEqualTo(first);
    assertThat(weights(2, 7)).isEqualTo(first);
    assertThat(weights(2, 8)).isNotEqualTo(first);
  }

  private static Map<String, NDArray> weights(int threads, long seed) {
    try (Neurite neurite = neurite(threads)) {
      return neurite
          .trainer(model(neurite, 300))
          .loss(new SoftmaxCrossEntropy())
          .optimizer(new Adam(1e-3))
          .clipByGlobalNorm(1)
          .batchSize(100)
          .epochs(2)
          .seed(seed)
          .fit(data(950))
          .weights();
    }
  }
}
