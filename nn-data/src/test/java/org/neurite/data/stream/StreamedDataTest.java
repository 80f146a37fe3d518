package org.neurite.data.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.random.RandomStream;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.data.Split;
import org.neurite.data.csv.Csv;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

class StreamedDataTest {
  @TempDir private Path folder;

  /** Rows {@code i, colour, 10 i}: the input tells the row. */
  private Path numbered(int rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,colour,y"));
    for (int i = 0; i < rows; i++) {
      lines.add(i + "," + (i % 3 == 0 ? "red" : "blue") + "," + 10 * i);
    }
    return Files.write(folder.resolve("numbered.csv"), lines);
  }

  private static List<Integer> order(Dataset data, Optional<RandomStream> shuffle, int batchSize) {
    List<Integer> order = new ArrayList<>();
    Batch batch = new Batch(batchSize, data.inputShape(), data.targetType());
    int width = (int) data.inputShape().elements(1);
    try (Dataset.Reader reader = data.read(shuffle)) {
      for (int n = reader.next(batch); n > 0; n = reader.next(batch)) {
        for (int i = 0; i < n; i++) {
          int row = Math.round(batch.inputs()[i * width]);
          assertThat(batch.inputs()[i * width + 2]).isEqualTo(row % 3 == 0 ? 1 : 0);
          order.add(row);
        }
      }
      assertThat(reader.next(batch)).isZero();
    }
    return order;
  }

  private static Optional<RandomStream> seed(long seed) {
    return Optional.of(new RandomStream(seed, 1, 0));
  }

  private StreamedData plain(int rows) throws IOException {
    return StreamedData.of(Csv.stream(numbered(rows)), "y").encode("x", Encoding.of("none"));
  }

  @Test
  void everyRowComesOnceAndTheSameSeedGivesTheSameOrder() throws IOException {
    Split split = plain(7000).shuffleBuffer(500).split(0.8, 1);
    List<Integer> first = order(split.train(), seed(3), 64);

    assertThat(order(split.train(), seed(3), 17)).isEqualTo(first);
    assertThat(order(split.train(), seed(4), 64)).isNotEqualTo(first);
    assertThat(split.train().size()).hasValue(first.size());
    assertThat(first.size()).isBetween(5450, 5750);
    List<Integer> all = new ArrayList<>(first);
    all.addAll(order(split.validation().orElseThrow(), Optional.empty(), 64));
    assertThat(new HashSet<>(all)).hasSize(7000);
    assertThat(all).hasSize(7000);
  }

  @Test
  void aLargerBufferMixesFurther() throws IOException {
    List<Integer> order = order(plain(6000).shuffleBuffer(1000).split(1).train(), seed(1), 64);
    double near = 0;
    for (int i = 0; i < order.size(); i++) {
      assertThat(order.get(i)).as("drawn before it was read").isLessThan(i + 1000);
      near += Math.abs(order.get(i) - i) / 6000.0;
    }

    assertThat(near).as("mean distance from the own place").isBetween(500.0, 1500.0);
    assertThat(order(plain(100).shuffleBuffer(1).split(1).train(), seed(1), 7))
        .isSorted()
        .hasSize(100);
  }

  @Test
  void preprocessingIsThatOfTheTrainingRowsAlone() throws IOException {
    Split split = plain(5000).encode("x", Encoding.of("standardise")).split(0.7, 5);
    Split rows = plain(5000).split(0.7, 5);
    List<Integer> training = new ArrayList<>(order(rows.train(), Optional.empty(), 100));
    double mean = training.stream().mapToInt(i -> i).average().orElseThrow();
    Collections.sort(training);
    NumberFeature feature =
        (NumberFeature) ((TablePreprocessing) split.preprocessing()).features().get(0);

    assertThat(feature.center()).isCloseTo(mean, within(1e-9));
    assertThat(((NumberTarget) split.preprocessing().target()).mean())
        .isCloseTo(10 * mean, within(1e-8));
  }

  @Test
  void labelsComeFromAllRowsAlsoThoseBehindTheHead() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,kind"));
    Random random = new Random(1);
    for (int i = 0; i < 25_000; i++) {
      lines.add(random.nextInt(100) + "," + (i < 20_000 ? i % 2 == 0 ? "a" : "b" : "c"));
    }
    Path file = Files.write(folder.resolve("late.csv"), lines);
    StreamedData data = StreamedData.of(Csv.stream(file), "kind");

    assertThat(data.task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(((ClassTarget) data.split(0.9).preprocessing().target()).labels())
        .containsExactly("a", "b", "c");
  }

  @Test
  void aLateMistakeSaysWhere() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < 12_000; i++) {
      lines.add(i + "," + 3 * i);
    }
    lines.add("many,3");
    Path file = Files.write(folder.resolve("late.csv"), lines);
    StreamedData data = StreamedData.of(Csv.stream(file), "y");

    assertThatThrownBy(() -> data.split(0.9))
        .hasMessageContaining("NN-1703 at " + file + ":12002:x: expected a number, found 'many'.");
    assertThatThrownBy(
            () -> StreamedData.of(Csv.stream(file, CsvOptions.DEFAULT.number("x")), "y").split(0.5))
        .hasMessageContaining("12002:x");
  }

  @Test
  void aMissingTargetSaysWhere() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < 11_000; i++) {
      lines.add(i + "," + (i == 10_500 ? "" : "" + i * 0.5));
    }
    Path file = Files.write(folder.resolve("gap.csv"), lines);

    assertThatThrownBy(() -> StreamedData.of(Csv.stream(file), "y").split(0.9))
        .hasMessageContaining("NN-1703 at " + file + ":10502:y: expected a value of the target");
  }

  @Test
  void optionsOutOfRangeAreRefused() throws IOException {
    StreamedData data = plain(100);

    assertThatThrownBy(() -> data.shuffleBuffer(0))
        .hasMessageContaining(
            "NN-1404 at shuffle buffer: expected from 1 to 16777216 rows, found 0");
    assertThatThrownBy(() -> data.split(0)).hasMessageContaining("NN-1404 at training fraction");
    assertThatThrownBy(() -> data.split(0.999_999, 1))
        .hasMessageContaining("NN-1706 at ")
        .hasMessageContaining("found 100 and 0 rows");
    assertThatThrownBy(() -> data.encode("z", Encoding.of("log")))
        .hasMessageContaining(
            "expected one of the features x, colour, found 'z'. Check the spelling");
    assertThatThrownBy(() -> data.encode("color", Encoding.of("ordinal")))
        .hasMessageContaining("found 'color'. Write 'colour'.");
    assertThatThrownBy(() -> data.encode("colour", Encoding.of("log")))
        .hasMessageContaining("NN-1704")
        .hasMessageContaining("expected NUMBER for this encoding, found CATEGORY");
  }

  @Test
  void columnsThatChangeUnderwayAreRefused() throws IOException {
    Path file = numbered(100);
    StreamedData data = StreamedData.of(Csv.stream(file), "y");
    Files.writeString(file, "x,y\n1,2\n");

    assertThatThrownBy(() -> data.split(1))
        .hasMessageContaining("NN-1704")
        .hasMessageContaining("eave the data alone");
  }

  @Test
  void ignoredColumnsAreNotRead() throws IOException {
    Split split = StreamedData.of(Csv.stream(numbered(200)).without("colour"), "y").split(0.5, 1);

    assertThat(split.train().inputShape().toString()).isEqualTo("[1]");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeCannotBeReadSeveralTimes() {
    assertThatThrownBy(() -> Csv.stream(Path.of("/dev/null")))
        .hasMessageContaining("NN-1701 at /dev/null: expected a file, which can be read several");
  }
}
