package org.neurite.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.neurite.api.backend.Backend;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Flatten;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;

/** Training and prediction at the same time, for as long as {@value #SECONDS} says. */
final class Soak {
  /** System property: how long; a few seconds unless stated. */
  static final String SECONDS = "neurite.soak.seconds";

  private static final ComponentCodec CODEC = new ComponentCodec(ComponentRegistry.builtIn());
  private static final int ROWS = 96;
  private static final double WARM_UP = 0.2;
  private static final long MOST_HEAP_GROWTH = 4 << 20;
  private static final double MOST_RESIDENT_GROWTH = 0.02;

  /** In shorter runs what the JIT compiler needs is more than two percent. */
  private static final long LONG_ENOUGH = 300;

  private final Environment environment;
  private final NDArray images = OptimizerCases.waves(ROWS, 2 * 8 * 8);
  private final AtomicLong predictions = new AtomicLong();
  private final AtomicLong trainings = new AtomicLong();
  private final Trained trained;
  private final NDArray expected;

  private Soak(Backend backend) {
    environment = new Environment(backend, CODEC);
    trained = train();
    try (ArrayPredictor predictor = trained.predictor()) {
      expected = predictor.predict(samples());
    }
  }

  /** Runs and compares memory before and after. */
  static void run(Backend backend) throws InterruptedException, ExecutionException {
    long seconds = Long.getLong(SECONDS, 3);
    Soak soak = new Soak(backend);
    soak.work(seconds * WARM_UP);
    long heap = Footprint.heap();
    OptionalLong resident = Footprint.resident();
    soak.work(seconds * (1 - WARM_UP));
    long heapGrowth = Footprint.settledHeap(heap + MOST_HEAP_GROWTH) - heap;
    assertTrue(heapGrowth < MOST_HEAP_GROWTH, () -> "the heap grew by " + heapGrowth + " bytes");
    assertTrue(soak.predictions.get() > 0 && soak.trainings.get() > 0);
    if (resident.isPresent()) {
      soak.report(seconds, resident.getAsLong(), Footprint.resident().orElseThrow(), heapGrowth);
    }
  }

  private void report(long seconds, long before, long after, long heapGrowth) {
    String growth =
        "%d trainings and %d predictions in %d s: %.1f MB resident before, %.1f after; heap %+d"
            .formatted(
                trainings.get(), predictions.get(), seconds, before / 1e6, after / 1e6, heapGrowth);
    System.out.println(growth);
    assertTrue(seconds < LONG_ENOUGH || after < before * (1 + MOST_RESIDENT_GROWTH), () -> growth);
  }

  /** One thread trains, two predict; what any of them throws is thrown here. */
  private void work(double seconds) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (ArrayPredictor predictor = trained.predictor()) {
      List<Future<?>> all = new ArrayList<>();
      all.add(threads.submit(() -> repeat(end, this::trainAgain)));
      all.add(threads.submit(() -> repeat(end, () -> predict(predictor))));
      all.add(threads.submit(() -> repeat(end, () -> predict(predictor))));
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdown();
      assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
    }
  }

  private static void repeat(long end, Runnable action) {
    while (System.nanoTime() < end) {
      action.run();
    }
  }

  private void trainAgain() {
    assertEquals(trained.weights(), train().weights());
    trainings.incrementAndGet();
  }

  private void predict(ArrayPredictor predictor) {
    assertEquals(expected, predictor.predict(samples()));
    predictions.incrementAndGet();
  }

  private NDArray samples() {
    return images.reshape(Shape.of(ROWS, 2, 8, 8));
  }

  private Trained train() {
    Model model =
        new ModelBuilder("net")
            .input(Shape.of(2, 8, 8))
            .layer(
                CODEC.parse(Layer.class, "{\"type\": \"conv2d\", \"filters\": 4, \"kernel\": [3]}"))
            .layer(new Flatten())
            .layer(new Dense(32, new Relu()))
            .layer(new Dense(3))
            .build();
    return new Trainer(environment, model)
        .loss(new MeanSquaredError())
        .optimizer(new Adam())
        .epochs(20)
        .batchSize(32)
        .seed(5)
        .fit(new ArrayDataset(samples(), OptimizerCases.waves(ROWS, 3)));
  }
}
