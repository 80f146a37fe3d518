package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.neurite.core.Neurite;
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.text.TextData;

class NextCharacterTest {
  private static final String TEXT = "to be or not to be. ".repeat(300);

  @Test
  void learnsAnEasyTextByHeart() {
    Split split = NextCharacter.split(TextData.of("text", TEXT));
    try (Neurite neurite = Neurite.create()) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      Trained trained = NextCharacter.train(neurite, split, 32, 40, nowhere);
      assertThat(trained.history().get(39).values().get("val_loss")).isLessThan(0.5);
      String written = NextCharacter.write(trained, split, TEXT.substring(0, 64), 60);
      assertThat(written).hasSize(60).contains("not to be");
    }
  }
}
