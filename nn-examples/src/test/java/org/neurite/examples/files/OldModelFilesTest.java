package org.neurite.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.cli.Main;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.predict.ArrayPredictor;

/** What an older release saved, this one loads, and predicts the same with it. */
class OldModelFilesTest {
  private static final int PIXELS = 64;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void predictsAsTheReleaseThatSavedIt(int version) throws IOException {
    Path files = GoldenFiles.folder(version);
    List<String> expected = Files.readAllLines(files.resolve("network-expected.txt"));
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1));
        ArrayPredictor predictor = neurite.load(files.resolve("network.nn")).predictor()) {
      for (int i = 0; i < expected.size(); i++) {
        float[] image = new float[PIXELS];
        for (int k = 0; k < PIXELS; k++) {
          image[k] = (float) Math.sin((i * PIXELS + k) * 0.37);
        }
        double[] answer =
            Arrays.stream(expected.get(i).strip().split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        float[] prediction = predictor.predict(image);
        assertThat(prediction).hasSize(answer.length);
        for (int k = 0; k < answer.length; k++) {
          assertThat((double) prediction[k]).isCloseTo(answer[k], within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,table", "1,mixed", "2,table", "2,mixed"})
  void preparesRowsAsTheReleaseThatSavedIt(int version, String name) throws IOException {
    Path files = GoldenFiles.folder(version);
    Path out = folder.resolve("out.csv");
    int code =
        Main.run(
            new String[] {
              "predict",
              "--model",
              files.resolve(name + ".nn").toString(),
              "--data",
              files.resolve(name + ".csv").toString(),
              "--out",
              out.toString()
            },
            System.out,
            System.err);
    assertThat(code).isZero();
    assertThat(out).hasSameTextualContentAs(files.resolve(name + "-expected.csv"));
  }
}
