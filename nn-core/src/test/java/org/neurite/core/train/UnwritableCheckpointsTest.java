package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.StepListener;
import org.neurite.core.Logs;

/** Their folder goes away for seven steps and comes back. */
class UnwritableCheckpointsTest extends LineTraining {
  private void move(String from, String to) {
    try {
      Files.move(folder.resolve(from), folder.resolve(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StepListener unplugging() {
    return (epoch, step, samples, loss) -> {
      if (step == 7) {
        move("run", "gone");
      } else if (step == 14) {
        move("gone", "run");
      }
    };
  }

  @Test
  void whatCanNotBeWrittenIsAWarningAndTheNextOneIsTried() throws IOException {
    Path run = folder.resolve("run");
    Trainer trainer =
        trainer().checkpoints(Checkpoints.in(run).everySteps(3).keepLast(9)).listener(unplugging());
    assertThat(Logs.of(() -> trainer.fit(line(20, 3))))
        .contains("WARN", "no checkpoint after step 9, training goes on: NN-1603", "after step 12")
        .doesNotContain("after step 6", "after step 15");
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "checkpoint-000000000003.nn",
              "checkpoint-000000000006.nn",
              "checkpoint-000000000015.nn",
              "checkpoint-000000000018.nn");
    }
  }
}
