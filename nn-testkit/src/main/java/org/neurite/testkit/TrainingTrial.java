package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.neurite.api.NeuriteException;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;

/** A small training with what is tested in it, on every installed backend. */
final class TrainingTrial {
  private static final int AT_ONCE = 4;
  private static final int EPOCHS = 3;
  private static final int BATCH = 5;
  private static final int SAMPLES = 12;
  private static final double RATE = 0.01;
  private static final double MOMENTUM = 0.9;

  private final ComponentRegistry registry;
  private final Model model;
  private final Dataset data;
  private final UnaryOperator<Trainer> with;

  /**
   * A training of a given model.
   *
   * @param with adds what is tested; the loss is the squared error and the optimizer has a momentum
   *     unless it says otherwise
   */
  TrainingTrial(
      ComponentRegistry registry, Model model, Dataset data, UnaryOperator<Trainer> with) {
    this.registry = registry;
    this.model = model;
    this.data = data;
    this.with = with;
  }

  /** Of a network of two layers. */
  TrainingTrial(ComponentRegistry registry, UnaryOperator<Trainer> with) {
    this(
        registry,
        new ModelBuilder("contract")
            .input(3)
            .layer(new Dense(4, new Tanh()))
            .layer(new Dense(1))
            .build(),
        new ArrayDataset(numbers(3, 1), numbers(1, 2)),
        with);
  }

  private static NDArray numbers(int width, long key) {
    return Trial.data(TensorType.float32(Shape.batchOf(width)), SAMPLES, -1, 1, key);
  }

  /**
   * A seed gives the same bits, again and beside other trainings with the same component; they are
   * finite, and come back from a file.
   */
  void repeatsItself() {
    Installed.forEach(
        backend -> {
          Environment environment = new Environment(backend, new ComponentCodec(registry));
          Trained first = fit(environment);
          first.weights().forEach(Trial::requireFinite);
          for (Map<String, NDArray> other :
              Threads.atOnce(AT_ONCE, () -> fit(environment).weights())) {
            assertEquals(
                first.weights(), other, "weights of a training beside others, " + backend.name());
          }
          ModelTrial.withFile(
              file -> {
                first.save(file);
                assertEquals(
                    first.weights(),
                    Trained.load(environment, file).weights(),
                    "weights of the file");
              });
        });
  }

  /** What it learns, on every backend in turn. */
  void forEachResult(Consumer<Trained> use) {
    Installed.forEach(
        backend -> use.accept(fit(new Environment(backend, new ComponentCodec(registry)))));
  }

  private Trained fit(Environment environment) {
    Trainer trainer =
        new Trainer(environment, model)
            .loss(new MeanSquaredError())
            .optimizer(new Sgd(RATE, MOMENTUM))
            .epochs(EPOCHS)
            .batchSize(BATCH)
            .validation(data);
    try {
      return with.apply(trainer).fit(data);
    } catch (NeuriteException e) {
      throw new AssertionError(
          "a small training on backend %s: %s"
              .formatted(environment.backend().name(), e.getMessage()),
          e);
    }
  }
}
