package org.neurite.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static Recipe unstated(long rows) {
    return Recipe.of(rows, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void largeDataGetTheDocumentedDefaults() {
    assertThat(unstated(16_512)).isEqualTo(new Recipe(64, 20, 0.001, ""));
    assertThat(unstated(16_512).steps(16_512)).isEqualTo(258 * 20);
  }

  @Test
  void smallDataGetMoreAndSmallerStepsAndItIsSaid() {
    Recipe recipe = unstated(1_000);

    assertThat(recipe.batchSize()).isEqualTo(16);
    assertThat(recipe.epochs()).isEqualTo(30);
    assertThat(recipe.learningRate()).isEqualTo(0.003);
    assertThat(recipe.note())
        .isEqualTo(
            "fewer than 10000 rows, so what is not stated differs from 20 epochs of batches of 64"
                + " at 0.001");
  }

  @Test
  void tinyDataGetEnoughSteps() {
    assertThat(unstated(120).epochs()).isEqualTo(63);
    assertThat(unstated(4).epochs()).isEqualTo(500);
  }

  @Test
  void whatIsStatedHolds() {
    assertThat(Recipe.of(100, Optional.of(50), Optional.of(7), Optional.of(0.1)))
        .isEqualTo(new Recipe(50, 7, 0.1, ""));
    assertThat(Recipe.of(100, Optional.of(50), Optional.empty(), Optional.empty()).epochs())
        .isEqualTo(250);
  }
}
