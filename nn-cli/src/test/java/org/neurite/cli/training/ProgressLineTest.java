package org.neurite.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private static ProgressLine line() {
    ProgressLine line = new ProgressLine();
    line.set("epoch 6/20", List.of("loss 3.345E+9", "rmse 57,982"));
    return line;
  }

  @Test
  void saysEverythingWhereThereIsRoom() {
    assertThat(line().render(25_000, 100_000, TWO_SECONDS, 119))
        .isEqualTo(
            "epoch 6/20 [==========                              ]"
                + "  25 %  6 s left  loss 3.345E+9  rmse 57,982  12,500 rows/s");
  }

  @Test
  void theBarTakesWhatRoomIsLeft() {
    String text = line().render(25_000, 100_000, TWO_SECONDS, 79);

    assertThat(text).hasSize(79).startsWith("epoch 6/20 [==     ]  25 %  6 s left  loss ");
  }

  @Test
  void wordsThatDoNotFitAreLeftOut() {
    assertThat(line().render(25_000, 100_000, TWO_SECONDS, 40))
        .isEqualTo("epoch 6/20  25 %  6 s left  rmse 57,982");
    assertThat(line().render(25_000, 100_000, TWO_SECONDS, 5)).isEqualTo("epoch");
  }

  @Test
  void saysLittleBeforeAnythingIsDone() {
    assertThat(line().render(0, 100_000, Duration.ZERO, 79)).endsWith("]  0 %");
    assertThat(line().render(64, 0, TWO_SECONDS, 79)).endsWith("]  0 %");
  }
}
