package org.neurite.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.random.RandomStream;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.data.Split;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.TextPreprocessing;

class TextDataTest {
  @TempDir private Path folder;

  @Test
  void piecesStandSideBySideOrBeginAnywhere() {
    Dataset windows = TextData.of("t", "abcdefg").split(3, 1).train();
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
  void theEndIsHeldBackAndTheCharactersTravelAlong() {
    Split split = TextData.of("t", "to be or not to be").split(2, 0.5);
    TextPreprocessing characters = (TextPreprocessing) split.preprocessing();
    Batch batch = new Batch(1, characters.inputShape(), split.train().targetType());
    try (Dataset.Reader reader = split.validation().orElseThrow().read(Optional.empty())) {
      assertThat(reader.next(batch)).isEqualTo(1);
    }

    assertThat(characters.decode((int) batch.inputs()[0], (int) batch.inputs()[1])).isEqualTo("no");
    assertThat(String.join("", characters.characters())).isEqualTo(" benort");
    assertThat(Preprocessing.fromJson(characters.toJson())).isEqualTo(characters);
    assertThat(characters.target().outputs()).isEqualTo(7);
  }

  @Test
  void mistakesSayWhere() throws IOException {
    TextPreprocessing known = TextPreprocessing.of("abc\n", 2);
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xFC, 'b'});

    assertThatThrownBy(() -> TextData.of("t", "ab\nad").dataset(known))
        .hasMessageContaining("NN-1703 at t:2: expected one of the 4 characters")
        .hasMessageContaining("found 'd'");
    assertThatThrownBy(() -> TextData.of("t", "ab").dataset(known))
        .hasMessageContaining("NN-1706 at t: expected more than 2 characters, found 2 characters");
    assertThatThrownBy(() -> TextData.of("t", "").split(2, 1)).hasMessageContaining("NN-1706");
    assertThatThrownBy(() -> TextData.of("t", "abcdef").split(4, 0.5))
        .hasMessageContaining("expected more than 4 characters in each part");
    assertThatThrownBy(() -> TextData.of("t", "abc").split(0, 1)).hasMessageContaining("NN-1404");
    assertThatThrownBy(() -> TextData.read(latin)).hasMessageContaining("NN-1702 at " + latin);
    assertThatThrownBy(() -> TextData.read(folder.resolve("none.txt")))
        .hasMessageContaining("NN-1701")
        .hasMessageContaining("no such file");
  }
}
