package org.neurite.benchmarks.callers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Trained;

/** Asks one predictor from several threads, and compares every answer with that of one thread. */
final class Asking {
  private static final int SAMPLES = 500;
  private static final int INPUTS = 784;
  private static final int OUTPUTS = 10;

  /** Predictions before anything is measured: until the loops are compiled. */
  private static final double WARM_UP_SECONDS = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ArrayPredictor predictor;
  private final float[][] samples = new float[SAMPLES][INPUTS];
  private final float[][] answers = new float[SAMPLES][];
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongAdder predictions = new LongAdder();
  private final LongAdder different = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  private Asking(ArrayPredictor predictor) {
    this.predictor = predictor;
    for (int s = 0; s < SAMPLES; s++) {
      for (int i = 0; i < INPUTS; i++) {
        samples[s][i] = (float) Math.sin(s * INPUTS + i);
      }
      answers[s] = predictor.predict(samples[s]);
    }
  }

  /**
   * Prints predictions per second, answers that differ, and bytes on the heap per prediction.
   *
   * @param args number of threads, and seconds
   * @throws InterruptedException if this thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    int threads = Integer.parseInt(args[0]);
    double seconds = Double.parseDouble(args[1]);
    try (Neurite neurite = Neurite.create()) {
      Model model =
          neurite
              .model("callers")
              .input(INPUTS)
              .layer(new Dense(256, new Relu()))
              .layer(new Dense(128, new Relu()))
              .layer(new Dense(OUTPUTS))
              .build();
      Trained trained =
          new Trained(neurite.environment(), model, model.initialWeights(1), List.of(), Map.of());
      try (ArrayPredictor predictor = trained.predictor()) {
        new Asking(predictor).run(threads, Math.min(seconds, WARM_UP_SECONDS));
        Asking measured = new Asking(predictor);
        double rate = measured.run(threads, seconds);
        double perPrediction =
            (double) measured.bytes.sum() / Math.max(1, measured.predictions.sum());
        System.out.println(rate + " " + measured.different.sum() + " " + perPrediction);
      }
    }
  }

  /** Predictions per second. */
  private double run(int count, double seconds) throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = 7 * i;
      Thread thread = new Thread(() -> ask(begin, first), "caller-" + i);
      thread.start();
      threads.add(thread);
    }
    long start = System.nanoTime();
    begin.countDown();
    Thread.sleep(Math.round(seconds * 1_000));
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return predictions.sum() / ((System.nanoTime() - start) * 1e-9);
  }

  private void ask(CountDownLatch begin, int first) {
    try {
      begin.await();
    } catch (InterruptedException e) {
      return;
    }
    float[] answer = new float[OUTPUTS];
    long id = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(id);
    long done = 0;
    long wrong = 0;
    for (; !over.get(); done++) {
      int sample = (int) ((first + done) % SAMPLES);
      predictor.predict(samples[sample], 1, answer);
      wrong += Arrays.equals(answer, answers[sample]) ? 0 : 1;
    }
    bytes.add(THREADS.getThreadAllocatedBytes(id) - before);
    predictions.add(done);
    different.add(wrong);
  }
}
