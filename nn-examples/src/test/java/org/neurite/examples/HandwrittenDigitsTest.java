package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.tensor.Shape;
import org.neurite.core.Neurite;
import org.neurite.core.train.Trained;

class HandwrittenDigitsTest {
  @TempDir private Path folder;

  @Test
  void readsTheSmallImages() {
    try (Neurite neurite = Neurite.create()) {
      Digits digits = Digits.small(Places.data("optdigits.csv"));
      assertThat(digits.train().size()).hasValue(1438);
      assertThat(digits.test().size()).hasValue(359);

      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      Trained trained = HandwrittenDigits.train(neurite, digits, 15, nowhere);

      assertThat(trained.history().get(14).values().get("val_accuracy")).isGreaterThan(0.93);
      DigitsPicture picture = new DigitsPicture(trained, digits);
      assertThat(picture.images()).isEqualTo(359);
      assertThat(picture.misread()).isBetween(1, 25);
      assertThat(picture.draw(folder)).isNotEmptyFile();
    }
  }

  @Test
  void saysThatItUsesTheSmallImagesWhereMnistIsAbsent() {
    Printed printed =
        Printed.by(new HandwrittenDigits(), folder.toString(), "--pictures", folder.toString());

    assertThat(printed.text())
        .startsWith("No MNIST files in " + folder + ": using the small images of optdigits.csv\n")
        .contains("epoch 30: ");
  }

  @Test
  void takesMnistFromADirectory() throws IOException {
    for (String part : new String[] {"train", "t10k"}) {
      images(folder.resolve(part + "-images-idx3-ubyte"), 50);
      labels(folder.resolve(part + "-labels-idx1-ubyte"), 50);
    }

    Digits digits = Digits.mnist(folder);
    assertThat(digits.train().inputShape()).isEqualTo(Shape.of(784));
    assertThat(digits.hidden()).containsExactly(256, 128);

    Printed printed =
        Printed.by(new HandwrittenDigits(), folder.toString(), "--pictures", folder.toString());
    assertThat(printed.text())
        .startsWith("MNIST from " + folder + "\n")
        .contains("235,146", "epoch  5: ", "of 50 test images are misread");
  }

  /** Image i has row 2 i black, so that it is easy to read as digit i % 10. */
  private static void images(Path file, int count) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      for (int header : new int[] {2051, count, 28, 28}) {
        out.writeInt(header);
      }
      for (int i = 0; i < count; i++) {
        byte[] pixels = new byte[28 * 28];
        java.util.Arrays.fill(pixels, i % 10 * 56, i % 10 * 56 + 28, (byte) 255);
        out.write(pixels);
      }
    }
  }

  private static void labels(Path file, int count) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(2049);
      out.writeInt(count);
      for (int i = 0; i < count; i++) {
        out.write(i % 10);
      }
    }
  }
}
