package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.neurite.api.NeuriteException;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;

/** A model that holds what is tested: trained for a few steps, in files, used by many threads. */
final class ModelTrial {
  private static final long SEED = 7;
  private static final int STEPS = 3;

  private final Model model;
  private final NDArray data;

  ModelTrial(Model model, NDArray data) {
    this.model = model;
    this.data = data;
  }

  /** Saved, loaded by name, and the same bits come out: with first weights and after training. */
  void survivesAFile(ComponentRegistry registry) {
    withFile(
        file ->
            Installed.forEach(
                backend -> {
                  Environment environment = new Environment(backend, new ComponentCodec(registry));
                  requireSame(environment, first(environment), file, "before training");
                  requireSame(environment, trained(environment), file, "after " + STEPS + " steps");
                }));
  }

  private void requireSame(Environment environment, Trained saved, Path file, String when) {
    saved.save(file);
    Trained loaded = Trained.load(environment, file);
    String where = " on backend " + environment.backend().name() + " " + when;
    assertEquals(saved.weights(), loaded.weights(), "weights and states of the file" + where);
    assertEquals(predict(saved), predict(loaded), "what the loaded model predicts" + where);
  }

  /** Runs with the path of a file that is gone afterwards. */
  static void withFile(Consumer<Path> use) {
    try {
      Path file = Files.createTempFile("contract", ".nn");
      try {
        use.accept(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trained first(Environment environment) {
    return new Trained(environment, model, model.initialWeights(SEED), List.of(), Map.of());
  }

  /** What gives no numbers that a loss could compare is left as it is. */
  private Trained trained(Environment environment) {
    if (!model.outputType().dataType().isFloating()) {
      return first(environment);
    }
    NDArray wanted = Trial.data(model.outputType(), samples(), -1, 1, 8);
    try {
      return new Trainer(environment, model)
          .loss(new MeanSquaredError())
          .epochs(STEPS)
          .batchSize(samples())
          .seed(SEED)
          .fit(new ArrayDataset(data, wanted));
    } catch (NeuriteException e) {
      throw new AssertionError(
          "does not last %d steps of training on backend %s: %s"
              .formatted(STEPS, environment.backend().name(), e.getMessage()),
          e);
    }
  }

  private NDArray predict(Trained trained) {
    try (ArrayPredictor predictor = trained.predictor()) {
      return predictor.predict(data);
    }
  }

  /** Predictions from several threads are those of one. */
  void threadsAgree(ComponentRegistry registry) {
    Installed.forEach(
        backend -> {
          Trained trained = first(new Environment(backend, new ComponentCodec(registry)));
          try (ArrayPredictor predictor = trained.predictor()) {
            NDArray alone = predictor.predict(data);
            for (NDArray other : Threads.atOnce(() -> predictor.predict(data))) {
              assertEquals(alone, other, "a prediction beside others, on " + backend.name());
            }
          }
        });
  }

  /** A model's table has a row for it, with its output and its parameters. */
  void isInTheSummary() {
    String summary = model.summary();
    for (String part :
        List.of(model.layers().get(0).name(), model.outputType().shape().toString())) {
      assertTrue(summary.contains(part), "expected " + part + " in the summary\n" + summary);
    }
  }

  private int samples() {
    return data.shape().size(0);
  }
}
