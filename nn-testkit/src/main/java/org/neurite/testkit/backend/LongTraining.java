package org.neurite.testkit.backend;

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
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Flatten;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Checkpoints;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.EarlyStopping;
import org.neurite.core.train.StartListener;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;

/** A training of {@value #STEPS} steps with a checkpoint after each, in a JVM of its own. */
final class LongTraining {
  static final int STEPS = 400;

  /** What the process prints when it has found where to begin. */
  static final String STARTED = "started";

  /** What it prints after the last step. */
  static final String TRAINED = "trained";

  /** How it ends where it was told to. */
  static final int HALTED = 9;

  private static final int ROWS = 160;
  private static final int CHANNELS = 2;
  private static final int SIZE = 6;

  private LongTraining() {}

  private static Dataset data() {
    int pixels = CHANNELS * SIZE * SIZE;
    float[] x = new float[ROWS * pixels];
    int[] labels = new int[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i * 0.37);
    }
    for (int i = 0; i < ROWS; i++) {
      labels[i] = x[i * pixels] > 0.3 ? 2 : x[i * pixels + 1] > 0 ? 1 : 0;
    }
    return new ArrayDataset(NDArray.of(x, ROWS, CHANNELS, SIZE, SIZE), NDArray.of(labels, ROWS));
  }

  /** Trains to the end and returns what came out. */
  static Trained train(Neurite neurite, Optional<Path> checkpoints, StepListener listener) {
    Trainer trainer =
        neurite
            .trainer(
                neurite
                    .model("net")
                    .input(CHANNELS, SIZE, SIZE)
                    .layer(new Conv2D(4, 3, new Relu()))
                    .layer(new Flatten())
                    .layer(new Dense(32, new Relu()))
                    .layer(new BatchNorm())
                    .layer(new Dropout(0.3))
                    .layer(new Dense(3))
                    .build())
            .loss(new SoftmaxCrossEntropy())
            .clock(InstantSource.fixed(Instant.EPOCH))
            .epochs(40)
            .batchSize(16)
            .accumulate(2)
            .averageWeights(0.95)
            .earlyStopping(EarlyStopping.on("loss").patience(1000))
            .listener((StartListener) start -> System.out.println(STARTED + " " + start.done()))
            .listener(listener);
    checkpoints.ifPresent(
        folder -> trainer.checkpoints(Checkpoints.in(folder).everySteps(1).keepLast(2).resume()));
    return trainer.fit(data());
  }

  static Neurite neurite(String backend) {
    return Neurite.create(new NeuriteModule().backend(backend).threads(2));
  }

  /**
   * Trains.
   *
   * @param args name of the backend, folder of the checkpoints, file for the model, and the step to
   *     end the JVM at or 0
   */
  public static void main(String[] args) {
    long haltAt = Long.parseLong(args[3]);
    try (Neurite neurite = neurite(args[0])) {
      Trained trained =
          train(
              neurite,
              Optional.of(Path.of(args[1])),
              (epoch, step, samples, loss) -> {
                if (step == haltAt) {
                  Runtime.getRuntime().halt(HALTED);
                }
              });
      System.out.println(TRAINED);
      trained.save(Path.of(args[2]));
    }
  }
}
