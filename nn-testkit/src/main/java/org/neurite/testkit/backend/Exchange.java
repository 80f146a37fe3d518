package org.neurite.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.neurite.api.backend.Backend;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.model.Environment;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.Trained;
import org.neurite.reference.ReferenceBackend;
import org.neurite.testkit.Tolerance;

/** Model files between backends. */
final class Exchange {
  private static final ComponentCodec CODEC = new ComponentCodec(ComponentRegistry.builtIn());
  private static final Tolerance ROUNDING = new Tolerance(1e-5, 1e-5);

  private Exchange() {}

  static void savedAndLoaded(Backend backend) {
    Path here = temporary();
    Path there = temporary();
    try {
      Trained trained = OptimizerCases.train(new Adam(), backend);
      trained.save(here);
      Trained elsewhere = Trained.load(new Environment(new ReferenceBackend(), CODEC), here);
      assertEquals(trained.weights(), elsewhere.weights());
      NDArray rows = OptimizerCases.waves(6, 5);
      NDArray expected = predict(trained, rows);
      Optional<String> difference = ROUNDING.difference(predict(elsewhere, rows), expected);
      assertEquals(Optional.empty(), difference);
      elsewhere.save(there);
      Trained back = Trained.load(new Environment(backend, CODEC), there);
      assertEquals(trained.weights(), back.weights());
      assertEquals(expected, predict(back, rows));
    } finally {
      delete(here);
      delete(there);
    }
  }

  private static NDArray predict(Trained trained, NDArray rows) {
    try (ArrayPredictor predictor = trained.predictor()) {
      return predictor.predict(rows);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("contract", ".nn");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
