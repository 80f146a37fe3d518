package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.random.RandomStream;
import org.neurite.core.Neurite;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Trained;

class NextCharacterTest {
  private static final String TEXT = "to be or not to be. ".repeat(300);

  @Test
  void learnsAnEasyTextByHeart() {
    String vocabulary = TextWindows.vocabulary(TEXT);
    try (Neurite neurite = Neurite.create()) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      Trained trained = NextCharacter.train(neurite, TEXT, vocabulary, 32, 40, nowhere);
      assertThat(trained.history().get(39).values().get("val_loss")).isLessThan(0.5);
      String written = NextCharacter.write(trained, vocabulary, TEXT.substring(0, 64), 60);
      assertThat(written).hasSize(60).contains("not to be");
    }
  }

  @Test
  void piecesStandSideBySideOrBeginAnywhere() {
    TextWindows windows = new TextWindows(new int[] {0, 1, 2, 3, 4, 5, 6}, 3);
    assertThat(windows.size()).hasValue(2);
    Batch batch = new Batch(4, windows.inputShape(), windows.targetType());
    try (Dataset.Reader reader = windows.read(Optional.empty())) {
      assertThat(reader.next(batch)).isEqualTo(2);
      assertThat(batch.inputs()).startsWith(0, 1, 2, 3, 4, 5);
      assertThat(batch.labels()).startsWith(1, 2, 3, 4, 5, 6);
      assertThat(reader.next(batch)).isZero();
    }
    try (Dataset.Reader reader = windows.read(Optional.of(new RandomStream(1, 2, 3)))) {
      assertThat(reader.next(batch)).isEqualTo(2);
      for (int i = 0; i < 6; i++) {
        assertThat(batch.labels()[i]).isEqualTo((int) batch.inputs()[i] + 1);
      }
    }
  }

  @Test
  void aVocabularyHoldsEachCharacterOnce() {
    assertThat(TextWindows.vocabulary("banana")).isEqualTo("abn");
    assertThat(TextWindows.encoded("nab", "abn")).containsExactly(2, 0, 1);
    assertThatThrownBy(() -> TextWindows.encoded("nabe", "abn"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
