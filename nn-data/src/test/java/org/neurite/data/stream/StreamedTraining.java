package org.neurite.data.stream;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;
import org.neurite.api.tensor.Shape;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.metric.RootMeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.csv.Csv;

/** One epoch over a file of any size, in a process of its own. Prints rows, peak heap and error. */
final class StreamedTraining {
  private StreamedTraining() {}

  /**
   * Trains.
   *
   * @param args a file that {@link GeneratedCsv} wrote
   */
  public static void main(String[] args) {
    long started = System.nanoTime();
    Split split =
        StreamedData.of(Csv.stream(Path.of(args[0])), "y").shuffleBuffer(20_000).split(0.99);
    double fitted = (System.nanoTime() - started) * 1e-9;
    Shape input = split.train().inputShape();
    try (Neurite neurite = Neurite.create()) {
      Model model =
          neurite
              .model("streamed")
              .input(input)
              .layer(new Dense(16, new Relu()))
              .layer(new Dense(1))
              .build();
      Trained trained =
          neurite
              .trainer(model)
              .loss(new MeanSquaredError())
              .metrics(new RootMeanSquaredError())
              .optimizer(new Adam(0.003))
              .batchSize(256)
              .epochs(1)
              .fit(split);
      double seconds = (System.nanoTime() - started) * 1e-9;
      System.out.printf(
          Locale.ROOT,
          "rows %d, learning the preprocessing %.1f s, whole %.1f s, peak heap %d MB, rmse %.4f%n",
          split.train().size().orElseThrow(),
          fitted,
          seconds,
          peak() >> 20,
          trained.history().get(0).values().get("val_rmse"));
    }
  }

  /** The sum of the peaks of all pools, which is at least the heap's own peak. */
  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
