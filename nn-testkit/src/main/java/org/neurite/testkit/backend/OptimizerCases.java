package org.neurite.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.TreeMap;
import org.neurite.api.backend.Backend;
import org.neurite.api.component.Optimizer;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;
import org.neurite.reference.ReferenceBackend;
import org.neurite.testkit.Tolerance;

/** Every built-in optimizer over twenty steps of a small network. */
final class OptimizerCases {
  /** Twenty steps in single precision, each from what the one before left. */
  private static final Tolerance TRAJECTORY = new Tolerance(1e-4, 1e-5);

  private static final int STEPS = 20;
  private static final int ROWS = 11;
  private static final ComponentCodec CODEC = new ComponentCodec(ComponentRegistry.builtIn());

  private OptimizerCases() {}

  static Map<String, Optimizer> all() {
    Map<String, Optimizer> optimizers = new TreeMap<>();
    for (ComponentEntry entry : ComponentRegistry.builtIn().entries(ComponentKind.OPTIMIZER)) {
      optimizers.put(entry.name(), CODEC.parse(Optimizer.class, entry.name()));
    }
    return optimizers;
  }

  static void check(Optimizer optimizer, Backend backend) {
    Map<String, NDArray> found = train(optimizer, backend).weights();
    train(optimizer, new ReferenceBackend())
        .weights()
        .forEach(
            (name, expected) ->
                TRAJECTORY
                    .difference(found.get(name), expected)
                    .ifPresent(
                        difference -> {
                          throw new AssertionError(name + ", " + difference);
                        }));
  }

  static void sameSeedSameWeights(Backend backend) {
    Map<String, NDArray> weights = train(new Adam(), backend, 7).weights();
    assertEquals(weights, train(new Adam(), backend, 7).weights());
    assertNotEquals(weights, train(new Adam(), backend, 8).weights());
  }

  /** A few steps of a small network. */
  static Trained train(Optimizer optimizer, Backend backend) {
    return train(optimizer, backend, 7);
  }

  private static Trained train(Optimizer optimizer, Backend backend, long seed) {
    Model model =
        new ModelBuilder("net")
            .input(5)
            .layer(new Dense(7, new Tanh()))
            .layer(new Dense(2))
            .build();
    return new Trainer(new Environment(backend, CODEC), model)
        .loss(new MeanSquaredError())
        .optimizer(optimizer)
        .epochs(STEPS)
        .batchSize(ROWS)
        .seed(seed)
        .fit(new ArrayDataset(waves(ROWS, 5), waves(ROWS, 2)));
  }

  static NDArray waves(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1 + 0.7 * i);
    }
    return NDArray.of(values, Shape.of(rows, columns));
  }
}
