package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Layer;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Gru;
import org.neurite.core.layer.Lstm;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adam;

/** A loop stays a loop in the compiled training step, with its gradient and the update. */
class RecurrentProgramsTest {
  private static Program program(Layer recurrent, int steps) {
    Model model =
        new ModelBuilder("net").input(steps, 3).layer(recurrent).layer(new Dense(1)).build();
    Dataset data =
        new ArrayDataset(
            NDArray.of(new float[2 * steps * 3], 2, steps, 3), NDArray.of(new float[2], 2, 1));
    return new Trainer(TestEnvironment.reference(), model)
        .loss(new MeanSquaredError())
        .optimizer(new Adam())
        .program(data);
  }

  /** The classes are loaded by the short one; what remains must take less than a second. */
  @Test
  void programsDoNotGrowWithTheLength() {
    for (Layer layer :
        new Layer[] {new Lstm(4, 2, true, false, true), new Gru(4, 1, false, false, true)}) {
      int few = program(layer, 3).instructions().size();
      Program thousand = assertTimeout(Duration.ofSeconds(1), () -> program(layer, 1_000));
      assertThat(thousand.instructions()).as(layer.toString()).hasSize(few);
    }
  }
}
