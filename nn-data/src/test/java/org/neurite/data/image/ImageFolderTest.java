package org.neurite.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.random.RandomStream;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.data.Split;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.ImageTransform;
import org.neurite.data.preprocess.Preprocessing;

class ImageFolderTest {
  @TempDir private Path folder;

  private static void picture(Path file, int width, int height, Color left, Color right)
      throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(left);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(right);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    String name = file.toString();
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
  }

  @BeforeEach
  void drawPictures() throws IOException {
    for (int i = 0; i < 10; i++) {
      picture(folder.resolve("red/r" + i + ".png"), 8, 8, Color.RED, Color.RED);
      picture(folder.resolve("blue/deep/b" + i + ".jpg"), 8, 8, Color.BLUE, Color.BLUE);
    }
  }

  private static float[] inputs(Dataset data, Optional<RandomStream> shuffle, int count) {
    Batch batch = new Batch(count, data.inputShape(), data.targetType());
    try (Dataset.Reader reader = data.read(shuffle)) {
      assertThat(reader.next(batch)).isEqualTo(count);
    }
    return batch.inputs();
  }

  @Test
  void foldersAreClasses() {
    ImageFolder pictures = ImageFolder.open(folder, ImageSize.rgb(2, 2), false);
    Split split = pictures.split(0.8, 1);

    assertThat(pictures.labels()).containsExactly("blue", "red");
    assertThat(pictures.toString()).endsWith("20 pictures of 2 classes");
    assertThat(split.train().size()).hasValue(16);
    Dataset held = split.validation().orElseThrow();
    Batch batch = new Batch(4, held.inputShape(), held.targetType());
    try (Dataset.Reader reader = held.read(Optional.empty())) {
      assertThat(reader.next(batch)).isEqualTo(4);
    }
    assertThat(batch.labels()).as("half of each class").containsExactly(0, 0, 1, 1);
    assertThat(Arrays.copyOfRange(batch.inputs(), 36, 48))
        .containsExactly(1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(batch.inputs()[8]).isCloseTo(1, within(0.02f));
  }

  @Test
  void picturesAreStretchedOrCropped() throws IOException {
    Path wide = folder.resolve("wide.png");
    picture(wide, 12, 4, Color.BLACK, Color.WHITE);
    byte[] stretched = new ImageReader(ImageSize.grey(1, 2)).read(wide);
    byte[] cropped = new ImageReader(ImageSize.grey(4, 4).cropped()).read(wide);
    byte[] larger = new ImageReader(ImageSize.grey(8, 24)).read(wide);

    assertThat(stretched[0] & 255).isLessThan(60);
    assertThat(stretched[1] & 255).isGreaterThan(195);
    assertThat(Arrays.copyOf(cropped, 4)).containsExactly(0, 0, -1, -1);
    assertThat(Arrays.copyOf(larger, 4)).containsOnly(0);
    assertThat(larger).hasSize(192);
  }

  /** As tall as can be: what is computed of it is no larger than what becomes of it. */
  @Test
  void aTallPictureIsScaledRowByRow() throws IOException {
    BufferedImage tall = new BufferedImage(3, 60_000, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 60_000; y++) {
      for (int x = 0; x < 3; x++) {
        tall.getRaster().setSample(x, y, 0, y < 30_000 ? 50 : 150);
      }
    }
    byte[] scaled = new ImageReader(ImageSize.grey(16_000, 4)).scaled(tall);
    assertThat(scaled).hasSize(64_000);
    assertThat(scaled[0]).isEqualTo((byte) 50);
    assertThat(scaled[63_999]).isEqualTo((byte) 150);
    int before = scaled[4 * 7_999] & 255; // a little of what it is the mean of is below the middle
    assertThat(before).isBetween(51, 99);
    assertThat(before + (scaled[4 * 8_000] & 255)).isEqualTo(200);
  }

  @Test
  void trainingPicturesAreChangedAndOthersAreNot() throws IOException {
    Path pets = folder.resolve("pets");
    for (int i = 0; i < 4; i++) {
      picture(pets.resolve("a/" + i + ".png"), 4, 4, Color.WHITE, Color.BLACK);
      picture(pets.resolve("b/" + i + ".png"), 4, 4, Color.WHITE, Color.BLACK);
    }
    ImageFolder pictures = ImageFolder.open(pets, ImageSize.grey(4, 4), false);
    Dataset train = pictures.augmented(new Augmentation(true, 1)).split(1, 1).train();
    float[] plain = inputs(train, Optional.empty(), 8);
    float[] changed = inputs(train, Optional.of(new RandomStream(1, 2, 3)), 8);

    assertThat(plain).startsWith(1, 1, 0, 0, 1, 1, 0, 0).hasSize(128);
    assertThat(changed)
        .isNotEqualTo(plain)
        .isEqualTo(inputs(train, Optional.of(new RandomStream(1, 2, 3)), 8))
        .isNotEqualTo(inputs(train, Optional.of(new RandomStream(1, 2, 4)), 8))
        .containsOnly(0, 1);
    Dataset mirrored = pictures.augmented(new Augmentation(true, 0)).split(1, 1).train();
    float[] sides = inputs(mirrored, Optional.of(new RandomStream(5, 2, 3)), 8);
    assertThat(List.of(sides[0], sides[16], sides[32], sides[48], sides[64], sides[80]))
        .as("some begin dark, some light")
        .contains(0f, 1f);
  }

  @Test
  void channelsAreNormalisedByTheTrainingPictures() throws IOException {
    ImageFolder pictures = ImageFolder.open(folder, ImageSize.rgb(2, 2), false).normalised();
    Split split = pictures.split(1, 1);
    ImagePreprocessing preprocessing = (ImagePreprocessing) split.preprocessing();

    assertThat(preprocessing.transform().means().get(0)).isCloseTo(0.5, within(0.01));
    assertThat(preprocessing.transform().deviations().get(0)).isCloseTo(0.5, within(0.01));
    assertThat(inputs(split.train(), Optional.empty(), 20)[10 * 12]).isCloseTo(1, within(0.02f));
    assertThat(Preprocessing.fromJson(preprocessing.toJson())).isEqualTo(preprocessing);
    assertThat(ImageFolder.inputs(ImageFolder.files(folder.resolve("red")), preprocessing))
        .hasSize(120)
        .startsWith(inputs(split.train(), Optional.empty(), 20)[10 * 12]);
    assertThat(pictures.dataset(preprocessing).size()).hasValue(20);
  }

  @Test
  void aDamagedPictureIsRefusedOrSkipped() throws IOException {
    Path whole = folder.resolve("red/r1.png");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("red/cut.png"), Arrays.copyOf(bytes, 40));
    Path text = Files.writeString(folder.resolve("red/text.jpg"), "no picture at all");

    assertThatThrownBy(() -> ImageFolder.open(folder, ImageSize.rgb(2, 2), false))
        .hasMessageContaining("NN-1702 at " + cut + ": expected a whole PNG or JPEG picture")
        .hasMessageContaining("eplace the file, or have such files skipped");
    ImageFolder rest = ImageFolder.open(folder, ImageSize.rgb(2, 2), true);
    assertThat(rest.count()).isEqualTo(20);
    assertThat(rest.skipped()).hasSize(2);
    assertThat(rest.skipped().get(1)).hasMessageContaining("NN-1702 at " + text);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
  void greyStaysAsItIsStored(int type) throws IOException {
    BufferedImage image = new BufferedImage(1, 2, type);
    int unit = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 257;
    image.getRaster().setSample(0, 0, 0, 128 * unit);
    image.getRaster().setSample(0, 1, 0, 10 * unit);
    Path file = folder.resolve("grey.png");
    ImageIO.write(image, "png", file.toFile());

    assertThat(new ImageReader(ImageSize.grey(2, 1)).read(file)).containsExactly(128, 10);
    assertThat(new ImageReader(ImageSize.rgb(2, 1)).read(file))
        .containsExactly(128, 10, 128, 10, 128, 10);
  }

  @Test
  void transparentGreyIsWhite() throws IOException {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(1, 2);
    raster.setPixel(0, 0, new int[] {128, 255});
    raster.setPixel(0, 1, new int[] {0, 51});
    Path file = folder.resolve("alpha.png");
    ImageIO.write(new BufferedImage(model, raster, false, null), "png", file.toFile());

    assertThat(new ImageReader(ImageSize.grey(2, 1)).read(file)).containsExactly(128, 204);
  }

  @Test
  void hiddenFoldersAreNoClasses() throws IOException {
    picture(folder.resolve(".thumbnails/r.png"), 8, 8, Color.RED, Color.RED);

    assertThat(ImageFolder.open(folder, ImageSize.rgb(2, 2), false).labels())
        .containsExactly("blue", "red");
  }

  @Test
  void mistakesSayWhere() {
    ClassTarget colours =
        new ClassTarget("class", org.neurite.data.column.Kind.CATEGORY, List.of("red", "green"));
    ImageFolder pictures = ImageFolder.open(folder, ImageSize.rgb(2, 2), false);

    assertThatThrownBy(() -> ImageFolder.open(folder.resolve("none"), ImageSize.rgb(2, 2), false))
        .hasMessageContaining("NN-1701")
        .hasMessageContaining("no such folder");
    assertThatThrownBy(() -> ImageFolder.open(folder.resolve("red"), ImageSize.rgb(2, 2), false))
        .hasMessageContaining("NN-1705")
        .hasMessageContaining("found 0 folders with 0 pictures");
    assertThatThrownBy(() -> ImageSize.rgb(0, 2)).hasMessageContaining("NN-1404 at image size");
    assertThatThrownBy(() -> new Augmentation(false, -1)).hasMessageContaining("NN-1404 at shift");
    assertThatThrownBy(() -> new ImageTransform(false, List.of(0.5), List.of(0.0)))
        .hasMessageContaining("NN-1404 at image channels");
    assertThatThrownBy(
            () -> pictures.dataset(new ImagePreprocessing(ImageSize.rgb(2, 2).shape(), colours)))
        .hasMessageContaining("NN-1703")
        .hasMessageContaining("expected one of the classes red, green, found 'blue'");
    assertThatThrownBy(
            () ->
                ImageFolder.inputs(
                    List.of(),
                    new ImagePreprocessing(org.neurite.api.tensor.Shape.of(784), colours)))
        .hasMessageContaining("NN-1402");
  }
}
