package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
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
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;

/** On native libraries, too, a training that was interrupted ends as one that was not. */
@EnabledIf(Natives.EXPECTED)
class ResumeNd4jTest {
  private static final int ROWS = 48;

  @TempDir private Path folder;

  private static Dataset data() {
    float[] x = new float[ROWS * 64];
    int[] labels = new int[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i * 0.37);
    }
    for (int i = 0; i < ROWS; i++) {
      labels[i] = x[i * 64] > 0.3 ? 2 : x[i * 64 + 1] > 0 ? 1 : 0;
    }
    return new ArrayDataset(NDArray.of(x, ROWS, 1, 8, 8), NDArray.of(labels, ROWS));
  }

  private byte[] train(Neurite neurite, Optional<Checkpoints> rule, StepListener listener)
      throws IOException {
    Trainer trainer =
        neurite
            .trainer(
                neurite
                    .model("net")
                    .input(1, 8, 8)
                    .layer(new Conv2D(4, 3, new Relu()))
                    .layer(new Flatten())
                    .layer(new Dense(64, new Relu()))
                    .layer(new BatchNorm())
                    .layer(new Dropout(0.3))
                    .layer(new Dense(3))
                    .build())
            .loss(new SoftmaxCrossEntropy())
            .clock(InstantSource.fixed(Instant.EPOCH))
            .epochs(4)
            .batchSize(10)
            .averageWeights(0.9)
            .accumulate(2)
            .listener(listener);
    rule.ifPresent(trainer::checkpoints);
    Trained trained = trainer.fit(data());
    Path file = folder.resolve("out.nn");
    trained.save(file);
    return Files.readAllBytes(file);
  }

  @Test
  void endsWithTheSameBytes() throws IOException {
    StepListener none = (epoch, step, samples, loss) -> {};
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("nd4j").threads(2))) {
      byte[] expected = train(neurite, Optional.empty(), none);
      Optional<Checkpoints> rule = Optional.of(Checkpoints.in(folder).everySteps(3).resume());
      for (long at : new long[] {5, 8, 13}) {
        StepListener interrupting =
            (epoch, step, samples, loss) -> {
              if (step == at) {
                throw new IllegalStateException("interrupted");
              }
            };
        assertThatThrownBy(() -> train(neurite, rule, interrupting)).hasMessage("interrupted");
      }
      assertThat(train(neurite, rule, none)).isEqualTo(expected);
    }
  }
}
