package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.cli.report.Scores;
import org.neurite.cli.training.Recipe;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.Table;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.Task;
import picocli.CommandLine;

class FoldScheduleTest {
  private static final int ROWS = 100;

  @Test
  void theRateOfAFoldFallsOverTheRowsOfThatFold() {
    double[] x = IntStream.range(0, ROWS).asDoubleStream().toArray();
    double[] y = IntStream.range(0, ROWS).mapToDouble(i -> 2.0 * i).toArray();
    Table table = Table.of("line", List.of(NumberColumn.of("x", x), NumberColumn.of("y", y)));
    Recipe recipe = Recipe.of(80, Optional.of(10), Optional.of(4), Optional.of(0.01));
    TrainCommand command = new TrainCommand();
    new CommandLine(command).parseArgs("--data", "line.csv");
    try (Neurite neurite = Neurite.create()) {
      Model model = neurite.model("line").input(1).layer(new Dense(1)).build();
      for (Split split : table.target("y", Task.REGRESSION).folds(2, 1)) {
        Scores scores = new Scores(split.preprocessing().target());
        Trained trained = command.fold(neurite, model, split, recipe, scores);
        double[] rates =
            trained.history().stream()
                .mapToDouble(epoch -> epoch.values().get("learning_rate"))
                .toArray();
        assertThat(rates)
            .containsExactly(
                new double[] {0.01, cosine(1 / 4.0), cosine(2 / 4.0), cosine(3 / 4.0)},
                within(1e-9));
        assertThat(trained.history().get(3).steps()).isEqualTo(4 * 5);
      }
    }
  }

  private static double cosine(double progress) {
    return 0.01 * (1 + Math.cos(Math.PI * progress)) / 2;
  }
}
