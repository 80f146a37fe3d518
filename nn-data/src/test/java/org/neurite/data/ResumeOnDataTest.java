package org.neurite.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.component.StepListener;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Embedding;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Permute;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.train.Checkpoints;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.csv.Csv;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.image.Augmentation;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.image.ImageSize;
import org.neurite.data.preprocess.Task;
import org.neurite.data.series.SeriesData;
import org.neurite.data.stream.StreamedData;
import org.neurite.data.text.TextData;

/** A training that is interrupted within an epoch reads the same samples as one that was not. */
class ResumeOnDataTest {
  private static final int ROWS = 90;

  @TempDir private Path folder;

  private final Random random = new Random(3);

  private static double wave(int i) {
    return Math.sin(i * 0.37);
  }

  /** Fewer rows in the buffer than in the file. */
  @Test
  void rowsOfAFileLargerThanMemory() throws IOException {
    List<String> lines =
        IntStream.range(0, ROWS).mapToObj(i -> i % 7 + "," + wave(i) + "," + wave(i + 1)).toList();
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, "a,b,y\n" + String.join("\n", lines) + "\n");
    Split split =
        StreamedData.of(Csv.stream(file, CsvOptions.DEFAULT), "y").shuffleBuffer(20).split(0.9);
    try (Neurite neurite = neurite()) {
      sameBytes(neurite, neurite.model("rows").input(2).layer(new Dense(1)).build(), split);
    }
  }

  @Test
  void rowsOfATable() {
    double[] x = IntStream.range(0, ROWS).mapToDouble(ResumeOnDataTest::wave).toArray();
    double[] y = IntStream.range(0, ROWS).mapToDouble(i -> wave(i + 1)).toArray();
    Split split =
        Table.of("t", List.of(NumberColumn.of("x", x), NumberColumn.of("y", y)))
            .target("y", Task.REGRESSION)
            .split(0.9);
    try (Neurite neurite = neurite()) {
      sameBytes(neurite, neurite.model("rows").input(1).layer(new Dense(1)).build(), split);
    }
  }

  /** Each mirrored and moved at random, differently in every epoch. */
  @Test
  void picturesThatAreChangedAtRandom() throws IOException {
    for (int i = 0; i < 30; i++) {
      Path file = folder.resolve("pets").resolve(i % 2 == 0 ? "cat" : "dog").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      BufferedImage picture = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
      IntStream.range(0, 36).forEach(k -> picture.setRGB(k % 6, k / 6, random.nextInt(1 << 24)));
      ImageIO.write(picture, "png", file.toFile());
    }
    Split split =
        ImageFolder.open(folder.resolve("pets"), ImageSize.rgb(6, 6), false)
            .augmented(new Augmentation(true, 2))
            .split(0.8, 1);
    try (Neurite neurite = neurite()) {
      Model model =
          neurite.model("pets").input(3, 6, 6).layer(new Flatten()).layer(new Dense(2)).build();
      sameBytes(neurite, model, split);
    }
  }

  @Test
  void windowsOfASeries() {
    double[] load = IntStream.range(0, ROWS).mapToDouble(ResumeOnDataTest::wave).toArray();
    Split split =
        SeriesData.of(Table.of("t", List.of(NumberColumn.of("load", load))), "load", 4).split(0.9);
    try (Neurite neurite = neurite()) {
      Model model =
          neurite.model("load").input(4, 1).layer(new Flatten()).layer(new Dense(1)).build();
      sameBytes(neurite, model, split);
    }
  }

  /** Pieces begin at random places, other ones in every epoch. */
  @Test
  void piecesOfAText() {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 400).forEach(i -> text.append((char) ('a' + random.nextInt(5))));
    Split split = TextData.of("t", text.toString()).split(5, 0.9);
    try (Neurite neurite = neurite()) {
      Model model =
          neurite
              .model("text")
              .input(TensorType.int32(Shape.of(5)))
              .layer(new Embedding(5, 3))
              .layer(new Dense(5))
              .layer(new Permute(2, 1))
              .build();
      sameBytes(neurite, model, split);
    }
  }

  private static Neurite neurite() {
    return Neurite.create(new NeuriteModule().backend("jvm").threads(2));
  }

  private byte[] saved(Trained trained) {
    Path file = folder.resolve("out.nn");
    trained.save(file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Trainer trainer(Neurite neurite, Model model, Split split) {
    boolean isNumber = split.preprocessing().target().task() == Task.REGRESSION;
    return neurite
        .trainer(model)
        .loss(isNumber ? new MeanSquaredError() : new SoftmaxCrossEntropy())
        .clock(InstantSource.fixed(Instant.EPOCH))
        .epochs(3)
        .batchSize(4)
        .seed(11);
  }

  private static StepListener interruptingAt(long at) {
    return (epoch, step, samples, loss) -> {
      if (step == at) {
        throw new IllegalStateException("interrupted");
      }
    };
  }

  private void sameBytes(Neurite neurite, Model model, Split split) {
    byte[] expected = saved(trainer(neurite, model, split).fit(split));
    Checkpoints rule = Checkpoints.in(folder.resolve("run")).everySteps(1).resume();
    for (int at : new int[] {2, 3, 9, 15, 16}) {
      Trainer trainer = trainer(neurite, model, split).checkpoints(rule);
      assertThatThrownBy(() -> trainer.listener(interruptingAt(at)).fit(split))
          .hasMessage("interrupted");
    }
    assertThat(saved(trainer(neurite, model, split).checkpoints(rule).fit(split)))
        .isEqualTo(expected);
  }
}
