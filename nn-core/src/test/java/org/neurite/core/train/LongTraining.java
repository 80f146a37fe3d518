package org.neurite.core.train;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.neurite.api.component.StepListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;

/** A training of 400 steps with a checkpoint after each, in a JVM of its own. */
final class LongTraining {
  static final int STEPS = 400;
  private static final int ROWS = 160;
  private static final int FEATURES = 12;

  private LongTraining() {}

  private static Dataset data() {
    float[] x = new float[ROWS * FEATURES];
    int[] labels = new int[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i * 0.37);
    }
    for (int i = 0; i < ROWS; i++) {
      labels[i] = x[i * FEATURES] > 0.3 ? 2 : x[i * FEATURES + 1] > 0 ? 1 : 0;
    }
    return new ArrayDataset(NDArray.of(x, ROWS, FEATURES), NDArray.of(labels, ROWS));
  }

  /** Trains to the end and returns what came out. */
  static Trained train(Neurite neurite, Optional<Path> checkpoints, StepListener listener) {
    Model model =
        neurite
            .model("net")
            .input(FEATURES)
            .layer(new Dense(64, new Relu()))
            .layer(new BatchNorm())
            .layer(new Dropout(0.3))
            .layer(new Dense(3))
            .build();
    Trainer trainer =
        neurite
            .trainer(model)
            .loss(new SoftmaxCrossEntropy())
            .clock(InstantSource.fixed(Instant.EPOCH))
            .epochs(40)
            .batchSize(16)
            .averageWeights(0.95)
            .earlyStopping(EarlyStopping.on("loss").patience(1000))
            .listener((StartListener) start -> System.out.println("started " + start.done()))
            .listener(listener);
    checkpoints.ifPresent(
        folder -> trainer.checkpoints(Checkpoints.in(folder).everySteps(1).keepLast(2).resume()));
    return trainer.fit(data());
  }

  static Neurite neurite() {
    return Neurite.create(new NeuriteModule().backend("jvm").threads(1));
  }

  /**
   * Trains.
   *
   * @param args folder of the checkpoints, file for the model, and the step to end the JVM at or 0
   */
  public static void main(String[] args) {
    long haltAt = Long.parseLong(args[2]);
    try (Neurite neurite = neurite()) {
      Trained trained =
          train(
              neurite,
              Optional.of(Path.of(args[0])),
              (epoch, step, samples, loss) -> {
                if (step == haltAt) {
                  Runtime.getRuntime().halt(9);
                }
              });
      System.out.println("trained " + trained.weights().hashCode());
      trained.save(Path.of(args[1]));
    }
  }
}
