package org.neurite.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.EpochReport;

class OutcomeTest {
  private static EpochReport epoch(int number, double loss, double held) {
    return new EpochReport(number, 3, number, 10, 1, Map.of("loss", loss, "val_loss", held));
  }

  @Test
  void aStreamIsJudgedByTheEpochThatTheWeightsAreOf() {
    List<EpochReport> history = List.of(epoch(1, 0.9, 0.8), epoch(2, 0.5, 0.6), epoch(3, 0.4, 0.7));

    assertThat(Outcome.toldLoss(history, true)).as("the best").isEqualTo(0.5);
    assertThat(Outcome.toldLoss(history, false)).as("the last").isEqualTo(0.4);
  }
}
