package org.neurite.benchmarks.start;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.neurite.core.Neurite;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Trained;

/** Predicts once, in a JVM that has done nothing yet. */
final class FirstPrediction {
  private FirstPrediction() {}

  /**
   * Prints milliseconds: to make a Neurite, to load a model, to get its predictor and predict once,
   * all three, and from the start of the JVM.
   *
   * @param args a model file
   */
  public static void main(String[] args) {
    long start = System.nanoTime();
    try (Neurite neurite = Neurite.create()) {
      long created = System.nanoTime();
      Trained trained = neurite.load(Path.of(args[0]));
      long loaded = System.nanoTime();
      try (ArrayPredictor predictor = trained.predictor()) {
        predictor.predict(new float[Math.toIntExact(trained.model().sampleShape().elements(1))]);
        long predicted = System.nanoTime();
        long began = ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.println(
            millis(start, created)
                + " "
                + millis(created, loaded)
                + " "
                + millis(loaded, predicted)
                + " "
                + millis(start, predicted)
                + " "
                + (System.currentTimeMillis() - began));
      }
    }
  }

  private static double millis(long from, long to) {
    return (to - from) * 1e-6;
  }
}
