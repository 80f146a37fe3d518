package org.neurite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.NumberTarget;

class ScoresTest {
  @Test
  void errorsOfARegressionAreInTheTargetsUnits() {
    Scores scores = new Scores(new NumberTarget("price", 200_000, 100_000));

    assertThat(scores.scaled(Map.of("loss", 0.25, "rmse", 0.5, "mae", 0.4, "r2", 0.75)))
        .containsEntry("loss", 2.5e9)
        .containsEntry("rmse", 50_000.0)
        .containsEntry("mae", 40_000.0)
        .containsEntry("r2", 0.75);
    assertThat(scores.line(Map.of("loss", 0.25, "val_loss", 0.36, "val_rmse", 0.6)))
        .isEqualTo("loss 2.500E+9  validation loss 3.600E+9  rmse 60,000");
  }

  @Test
  void resultsOfAClassificationStayAsTheyAre() {
    Scores scores = new Scores(new ClassTarget("side", Kind.CATEGORY, List.of("left", "right")));

    assertThat(scores.line(Map.of("loss", 0.25, "val_loss", 0.5, "val_accuracy", 0.9)))
        .isEqualTo("loss 0.2500  validation loss 0.5000  accuracy 0.9000");
    assertThat(scores.line(Map.of("loss", 0.25))).isEqualTo("loss 0.2500");
  }
}
