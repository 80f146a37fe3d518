package org.neurite.core.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Sgd;

/** A line that is learnt in twenty steps, and the folder that its checkpoints go to. */
abstract class LineTraining {
  static final Environment ENVIRONMENT = TestEnvironment.reference();
  static final Model LINE = new ModelBuilder("line").input(1).layer(new Dense(1)).build();

  @TempDir Path folder;

  static Dataset line(int rows, double slope) {
    float[] x = new float[rows];
    float[] y = new float[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = 2f * i / rows - 1;
      y[i] = (float) (slope * x[i] - 0.5);
    }
    return new ArrayDataset(NDArray.of(x, rows, 1), NDArray.of(y, rows, 1));
  }

  /** Five steps an epoch, four epochs. */
  static Trainer trainer() {
    return new Trainer(ENVIRONMENT, LINE)
        .loss(new MeanSquaredError())
        .optimizer(new Sgd(0.1))
        .batchSize(4)
        .epochs(4);
  }

  Checkpoints rule() {
    return Checkpoints.in(folder);
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
