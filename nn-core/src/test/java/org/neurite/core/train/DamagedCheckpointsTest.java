package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.component.StepListener;

/** What a training resumes from when files of its folder are damaged. */
class DamagedCheckpointsTest extends LineTraining {
  @Test
  void takesTheOneBeforeIfTheNewestIsDamaged() throws IOException {
    Trained whole = trainer().checkpoints(rule()).fit(line(20, 3));
    damage("checkpoint-000000000020.nn");
    Files.write(folder.resolve("checkpoint-000000000015.nn"), new byte[0]);
    List<Long> steps = new ArrayList<>();
    Trained resumed =
        trainer()
            .checkpoints(rule().resume())
            .listener((StepListener) (epoch, step, samples, loss) -> steps.add(step))
            .fit(line(20, 3));
    assertThat(steps).hasSize(10).startsWith(11L);
    assertThat(resumed.weights()).isEqualTo(whole.weights());
  }

  private void damage(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aDamagedFileIsNotOneOfTheNewestThatAreKept() throws IOException {
    trainer().checkpoints(rule().keepLast(2)).fit(line(20, 3));
    damage("checkpoint-000000000020.nn");
    Trainer interrupted =
        trainer()
            .checkpoints(rule().everySteps(1).keepLast(1).resume())
            .listener(
                (StepListener)
                    (epoch, step, samples, loss) -> {
                      if (step == 18) {
                        throw new IllegalStateException("interrupted");
                      }
                    });
    assertThatThrownBy(() -> interrupted.fit(line(20, 3))).hasMessage("interrupted");
    assertThat(names())
        .containsExactly("checkpoint-000000000017.nn", "checkpoint-000000000020.nn.damaged");
  }

  @Test
  void doesNotBeginAnewWhereAllFilesAreDamaged() throws IOException {
    trainer().checkpoints(rule().keepLast(2)).fit(line(20, 3));
    damage("checkpoint-000000000015.nn");
    damage("checkpoint-000000000020.nn");
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> trainer().checkpoints(rule().resume()).fit(line(20, 3)))
          .isInstanceOfSatisfying(
              ModelFormatException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_MODEL_FILE))
          .hasMessageContaining("checkpoints, " + folder)
          .hasMessageContaining("found none of 2; the newest: ")
          .hasMessageContaining("checkpoint-000000000020.nn");
    }
    assertThat(names()).containsExactly("checkpoint-000000000015.nn", "checkpoint-000000000020.nn");
  }
}
