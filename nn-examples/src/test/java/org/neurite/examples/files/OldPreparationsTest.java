package org.neurite.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.file.CheckpointArchive;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.predict.Predictor;
import org.neurite.core.train.Trained;
import org.neurite.data.Table;
import org.neurite.data.csv.Csv;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.predict.Classification;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.SeriesPreprocessing;
import org.neurite.data.preprocess.TextPreprocessing;
import org.neurite.data.series.SeriesData;

/**
 * What an older release learnt about pictures, a series and a text, this one applies; and it reads
 * its checkpoints.
 */
class OldPreparationsTest {
  private static final double TOLERANCE = 1e-5;

  private static <T> T loaded(Path file, Function<Trained, T> question) {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      return question.apply(neurite.load(file));
    }
  }

  private static <P extends Preprocessing> P preprocessing(Trained trained, Class<P> type) {
    return type.cast(Preprocessing.fromJson(trained.preprocessing().orElseThrow()));
  }

  private static List<String> words(Path file) throws IOException {
    return Arrays.asList(Files.readString(file).strip().split("\\s+", -1));
  }

  @ParameterizedTest
  @ValueSource(ints = 2)
  void classifiesAPictureAsTheReleaseThatSavedIt(int version) throws IOException {
    Path files = GoldenFiles.folder(version);
    Classification answer =
        loaded(
            files.resolve("pictures.nn"),
            trained -> {
              float[] picture =
                  ImageFolder.inputs(
                      List.of(files.resolve("pictures.png")),
                      preprocessing(trained, ImagePreprocessing.class));
              try (Predictor<float[], Classification> predictor =
                  trained.predictor(float[].class, Classification.class)) {
                return predictor.predict(picture);
              }
            });
    List<String> expected = words(files.resolve("pictures-expected.txt"));
    assertThat(answer.probabilities()).containsOnlyKeys(expected.get(0), expected.get(2));
    assertThat(answer.probabilities().get(expected.get(0)))
        .isCloseTo(Double.parseDouble(expected.get(1)), within(TOLERANCE));
  }

  @ParameterizedTest
  @ValueSource(ints = 2)
  void forecastsAsTheReleaseThatSavedIt(int version) throws IOException {
    Path files = GoldenFiles.folder(version);
    Table table = Csv.read(files.resolve("series.csv"), CsvOptions.DEFAULT.date("day"));
    double forecast =
        loaded(
            files.resolve("series.nn"),
            trained -> {
              SeriesPreprocessing learnt = preprocessing(trained, SeriesPreprocessing.class);
              try (Predictor<float[], Double> predictor =
                  trained.predictor(float[].class, Double.class)) {
                return predictor.predict(SeriesData.newest(table, learnt));
              }
            });
    double expected = Double.parseDouble(words(files.resolve("series-expected.txt")).get(0));
    assertThat(forecast).isCloseTo(expected, within(TOLERANCE * expected));
  }

  @ParameterizedTest
  @ValueSource(ints = 2)
  void readsATextAsTheReleaseThatSavedIt(int version) throws IOException {
    Path files = GoldenFiles.folder(version);
    goesOn(files.resolve("text.nn"), words(files.resolve("text-expected.txt")));
  }

  private static void goesOn(Path file, List<String> expected) {
    float[] logits =
        loaded(
            file,
            trained -> {
              int[] codes =
                  preprocessing(trained, TextPreprocessing.class).encode("test", "ene mene");
              float[] input = new float[codes.length];
              for (int i = 0; i < input.length; i++) {
                input[i] = codes[i];
              }
              try (ArrayPredictor predictor = trained.predictor()) {
                return predictor.predict(input);
              }
            });
    assertThat(logits).hasSize(expected.size());
    for (int i = 0; i < logits.length; i++) {
      assertThat((double) logits[i])
          .isCloseTo(Double.parseDouble(expected.get(i)), within(TOLERANCE));
    }
  }

  /** Of the same training, half-way. */
  @ParameterizedTest
  @ValueSource(ints = 2)
  void readsACheckpointOfTheReleaseThatSavedIt(int version) throws IOException {
    Path files = GoldenFiles.folder(version);
    Path file = files.resolve("checkpoint.nn");
    goesOn(file, words(files.resolve("checkpoint-expected.txt")));
    CheckpointArchive checkpoint = CheckpointArchive.read(file);
    assertThat(checkpoint.training().path("position").path("step").asInt()).isEqualTo(6);
    assertThat(
            checkpoint.tensors().keySet().stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .collect(Collectors.toSet()))
        .contains("optimizer", "history");
  }
}
