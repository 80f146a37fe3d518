package org.neurite.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.train.Checkpoints;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.csv.Csv;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.csv.DataSources;
import org.neurite.data.image.Augmentation;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.image.ImageSize;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.record.RecordSource;
import org.neurite.data.series.SeriesData;
import org.neurite.data.stream.StreamedData;
import org.neurite.data.text.TextData;

/** What is told from what, for every kind of data. */
class FingerprintsTest {
  @TempDir private Path folder;

  private static String of(Dataset data) {
    String fingerprint = data.fingerprint().orElseThrow();
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    return fingerprint;
  }

  private static void allDiffer(String... fingerprints) {
    Set<String> different = new HashSet<>(Arrays.asList(fingerprints));
    assertThat(different).hasSize(fingerprints.length);
  }

  /** Rows {@code x, colour, sold, 2 x}, of which the first two may change places. */
  private StreamedData stream(boolean isSwapped) throws IOException {
    StringBuilder text = new StringBuilder("x,colour,sold,y\n");
    for (int i = 0; i < 5000; i++) {
      int x = isSwapped && i < 2 ? 1 - i : i;
      String colour = x % 2 == 0 ? "red" : "blue";
      text.append(x + "," + colour + ",2024-02-" + (10 + x % 10) + "," + 2 * x + "\n");
    }
    Path file = Files.writeString(folder.resolve("rows.csv"), text);
    return StreamedData.of(Csv.stream(file, CsvOptions.DEFAULT.date("sold")), "y");
  }

  private Dataset all(Split split) {
    return StreamedData.dataset(
        Csv.stream(folder.resolve("rows.csv"), CsvOptions.DEFAULT.date("sold")),
        (TablePreprocessing) split.preprocessing());
  }

  @Test
  void streamedRowsAreToldByTheirValuesAndOrder() throws IOException {
    Split split = stream(false).split(0.8, 1);
    String first = of(split.train());
    Dataset all = all(split);

    assertThat(of(stream(false).split(0.8, 1).train())).isEqualTo(first);
    assertThat(of(all)).as("by a pass of its own").isEqualTo(of(all));
    Dataset again = all(split);
    assertThat(new Rows(again).inputs).hasSize(5000);
    Files.delete(folder.resolve("rows.csv"));
    assertThat(of(again)).as("by the pass that a training makes").isEqualTo(of(all));
    allDiffer(
        first,
        of(split.validation().orElseThrow()),
        of(all),
        of(stream(false).split(0.8, 2).train()),
        of(stream(false).split(0.7, 1).train()),
        of(stream(false).shuffleBuffer(10).split(0.8, 1).train()),
        of(stream(true).split(0.8, 1).train()));
  }

  private record Row(double x, String colour, double y) {}

  private static String records(String... colours) {
    List<Row> rows =
        IntStream.range(0, colours.length).mapToObj(i -> new Row(i, colours[i], 3 * i)).toList();
    return of(
        StreamedData.of(DataSources.stream(RecordSource.of(Row.class, rows)), "y")
            .split(1)
            .train());
  }

  @Test
  void rowsOfASourceAreToldByTheirTexts() {
    assertThat(records("a", "b", "a")).isEqualTo(records("a", "b", "a"));
    allDiffer(records("a", "b", "a"), records("a", "a", "b"), records("a", "c", "a"));
  }

  private static String series(int window, int horizon, double... values) {
    Table table = Table.of("s", List.of(NumberColumn.of("y", values)));
    SeriesData data = SeriesData.of(table, "y", window).encode("y", Encoding.of("none"));
    return of(data.horizon(horizon).split(1).train());
  }

  @Test
  void windowsAreToldByTheirRowsAndHowTheyAreCut() {
    assertThat(series(2, 1, 1, 2, 3, 4, 5, 6)).isEqualTo(series(2, 1, 1, 2, 3, 4, 5, 6));
    allDiffer(
        series(2, 1, 1, 2, 3, 4, 5, 6),
        series(2, 1, 1, 2, 3, 4, 6, 5),
        series(2, 2, 1, 2, 3, 4, 5, 6),
        series(3, 1, 1, 2, 3, 4, 5, 6));
  }

  @Test
  void textsAreToldByTheirCharacters() {
    Split split = TextData.of("t", "abcabcabcabc").split(2, 0.6);
    assertThat(of(TextData.of("u", "abcabcabcabc").split(2, 0.6).train()))
        .isEqualTo(of(split.train()));
    allDiffer(
        of(split.train()),
        of(split.validation().orElseThrow()),
        of(TextData.of("t", "abcabcabcabc").split(3, 0.6).train()),
        of(TextData.of("t", "acbabcabcabc").split(2, 0.6).train()));
  }

  private void picture(String name, int grey) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 2, 0, grey);
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void picturesAreToldByTheirPixelsClassesAndChanges() throws IOException {
    Path pets = folder.resolve("pets");
    for (int i = 0; i < 3; i++) {
      picture("pets/cat/" + i + ".png", 10 * i);
      picture("pets/dog/" + i + ".png", 100 + i);
    }
    ImageFolder pictures = ImageFolder.open(pets, ImageSize.grey(4, 4), false);
    String first = of(pictures.split(1, 1).train());
    String changed = of(pictures.augmented(new Augmentation(true, 0)).split(1, 1).train());
    String normalised = of(pictures.normalised().split(1, 1).train());
    assertThat(of(ImageFolder.open(pets, ImageSize.grey(4, 4), false).split(1, 1).train()))
        .isEqualTo(first);

    Files.move(pets.resolve("dog/0.png"), pets.resolve("cat/9.png"));
    String relabelled = of(ImageFolder.open(pets, ImageSize.grey(4, 4), false).split(1, 1).train());
    Files.move(pets.resolve("cat/9.png"), pets.resolve("dog/0.png"));
    picture("pets/dog/0.png", 99);
    String other = of(ImageFolder.open(pets, ImageSize.grey(4, 4), false).split(1, 1).train());
    allDiffer(first, changed, normalised, relabelled, other);
  }

  private Trainer trainer(Neurite neurite, boolean isResumed) {
    Checkpoints rule = Checkpoints.in(folder.resolve("run"));
    return neurite
        .trainer(neurite.model("rows").input(8).layer(new Dense(1)).build())
        .loss(new MeanSquaredError())
        .checkpoints(isResumed ? rule.resume() : rule);
  }

  @Test
  void aTrainingIsNotResumedWithOtherRows() throws IOException {
    try (Neurite neurite = Neurite.create()) {
      Encoding dates = Encoding.of("date=day+weekday+time");
      Split rows = stream(false).encode("sold", dates).split(1, 1);
      Trained trained = trainer(neurite, false).fit(rows);
      Trained resumed = trainer(neurite, true).fit(rows);
      assertThat(resumed.weights()).isEqualTo(trained.weights());

      Split others = stream(true).encode("sold", dates).split(1, 1);
      assertThatThrownBy(() -> trainer(neurite, true).fit(others))
          .hasMessageContaining("NN-1406 at ")
          .hasMessageContaining("data.fingerprint: expected \"" + of(rows.train()))
          .hasMessageContaining("found \"" + of(others.train()));
    }
  }
}
