package org.neurite.data.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.DataException;
import org.neurite.api.tensor.Shape;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Flatten;
import org.neurite.core.model.Model;
import org.neurite.core.predict.TypedPredictor;
import org.neurite.core.train.Trained;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.ImageTransform;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.SeriesPreprocessing;

class ImagePredictionsTest {
  @Test
  void channelsAreNormalisedAsInTraining() {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model = neurite.model("digits").input(2).layer(new Dense(2)).build();
      ImagePreprocessing preprocessing =
          new ImagePreprocessing(
              Shape.of(2),
              new ClassTarget("label", Kind.NUMBER, List.of("0", "1")),
              new ImageTransform(false, List.of(0.5, 0.0), List.of(0.25, 1.0)));
      Trained trained =
          new Trained(neurite.environment(), model, model.initialWeights(5), List.of(), Map.of())
              .withPreprocessing(preprocessing.toJson());
      try (TypedPredictor<byte[], float[]> images =
          trained.predictor(byte[].class, float[].class)) {
        assertThat(images.predict(new byte[] {-1, 51}))
            .containsExactly(images.network().predict(2, 51 / 255f));
      }
    }
  }

  private static Trained pictures(Neurite neurite) {
    Model model =
        neurite.model("pets").input(3, 2, 2).layer(new Flatten()).layer(new Dense(2)).build();
    ImagePreprocessing preprocessing =
        new ImagePreprocessing(
            Shape.of(3, 2, 2),
            new ClassTarget("class", Kind.CATEGORY, List.of("cat", "dog")),
            new ImageTransform(true, List.of(0.5, 0.4, 0.3), List.of(0.2, 0.2, 0.2)));
    return new Trained(neurite.environment(), model, model.initialWeights(5), List.of(), Map.of())
        .withPreprocessing(preprocessing.toJson());
  }

  /** Four by two pixels, of which the middle ones are kept. */
  private static BufferedImage picture() {
    BufferedImage picture = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 4; x++) {
      picture.setRGB(x, 0, 0x102030 * (x + 1));
      picture.setRGB(x, 1, 0x302010 * (x + 1));
    }
    return picture;
  }

  private static float[] middle() {
    float[] input = new float[12];
    for (int i = 0; i < 4; i++) {
      int pixel = picture().getRGB(1 + i % 2, i / 2);
      input[i] = ((pixel >> 16 & 255) / 255f - 0.5f) / 0.2f;
      input[4 + i] = ((pixel >> 8 & 255) / 255f - 0.4f) / 0.2f;
      input[8 + i] = ((pixel & 255) / 255f - 0.3f) / 0.2f;
    }
    return input;
  }

  @Test
  void picturesAreScaledCroppedAndNormalisedAsInTraining(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("picture.png");
    ImageIO.write(picture(), "png", file.toFile());
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1));
        TypedPredictor<Path, float[]> files =
            pictures(neurite).predictor(Path.class, float[].class);
        TypedPredictor<BufferedImage, float[]> decoded =
            pictures(neurite).predictor(BufferedImage.class, float[].class)) {
      float[] expected = files.network().predict(middle());
      assertThat(files.predict(file)).containsExactly(expected, within(1e-5f));
      assertThat(decoded.predict(picture())).isEqualTo(files.predict(file));
      assertThatThrownBy(() -> files.predict(folder.resolve("none.png")))
          .hasMessageContaining("NN-1701")
          .hasMessageContaining("none.png");
      assertThatThrownBy(() -> decoded.predict(ImageIO.read(new ByteArrayInputStream(new byte[3]))))
          .hasMessage(
              "NN-1402 at pets, input of a predictor: expected an image; ImageIO.read gives null"
                  + " for a file that is no picture, found null.");
    }
  }

  @Test
  void theBytesOfAFileAreNoPixels(@TempDir Path folder) throws IOException {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1));
        TypedPredictor<byte[], float[]> pixels =
            pictures(neurite).predictor(byte[].class, float[].class)) {
      for (String format : List.of("png", "jpg", "gif", "bmp")) {
        Path file = folder.resolve("picture." + format);
        ImageIO.write(picture(), format, file.toFile());
        byte[] bytes = Files.readAllBytes(file);
        assertThatThrownBy(() -> pixels.predict(bytes))
            .hasMessage(
                "NN-1402 at pets, image: expected 12 pixels of shape [3, 2, 2], found the bytes of"
                    + " a picture's file. Ask with a Path or a BufferedImage (ImageIO.read).");
      }
    }
  }

  @Test
  void aSeriesIsAnsweredInItsUnit() {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model = neurite.model("series").input(3).layer(new Dense(1)).build();
      SeriesPreprocessing preprocessing =
          new SeriesPreprocessing(
              List.of(NumberFeature.standardised("load", 0, 1, 0, false, 0)),
              3,
              1,
              new NumberTarget("load", 100, 10));
      Trained trained =
          new Trained(neurite.environment(), model, model.initialWeights(5), List.of(), Map.of())
              .withPreprocessing(preprocessing.toJson());
      float[] window = {1, 2, 3};
      try (TypedPredictor<float[], Double> loads = trained.predictor(float[].class, Double.class)) {
        assertThat(loads.predict(window))
            .isEqualTo(100 + 10.0 * loads.network().predict(window)[0]);
      }
    }
  }

  @Test
  void pixelsAreScaledAsInTraining() {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Model model = neurite.model("digits").input(4).layer(new Dense(2)).build();
      ImagePreprocessing preprocessing =
          new ImagePreprocessing(
              Shape.of(4), new ClassTarget("label", Kind.NUMBER, List.of("0", "1")));
      Trained trained =
          new Trained(neurite.environment(), model, model.initialWeights(5), List.of(), Map.of())
              .withPreprocessing(preprocessing.toJson());
      try (TypedPredictor<byte[], Classification> images =
          trained.predictor(byte[].class, Classification.class)) {
        float[] logits = images.network().predict(0, 1, 128 / 255f, 1 / 255f);
        ClassTarget.toProbabilities(logits);
        Classification answer = images.predict(new byte[] {0, -1, -128, 1});
        assertThat(answer.probabilities())
            .containsExactly(
                Map.entry("0", (double) logits[0]), Map.entry("1", (double) logits[1]));
        assertThatThrownBy(() -> images.predict(new byte[3]))
            .isInstanceOf(DataException.class)
            .hasMessageContaining("NN-1402 at digits, image: expected 4 pixels of shape [4]");
        assertThatThrownBy(() -> trained.predictor(Path.class, Classification.class))
            .as("what is flattened has lost its rows")
            .hasMessageContaining("expected one of the types float[], NDArray, byte[] (pixels), f");
      }
    }
  }
}
