package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.core.file.ModelArchive;

/** Prediction, evaluation and inspection of models trained once. */
class PredictCommandTest {
  @TempDir static Path folder;

  private static Path houses;
  private static Path points;
  private static Path images;

  @BeforeAll
  static void train() throws IOException {
    houses = train(Samples.houses(folder, 400), "houses.nn");
    points = train(Samples.points(folder, 300), "points.nn");
    images = train(Samples.images(folder), "images.nn");
  }

  private static Path train(Path data, String model) {
    Path file = folder.resolve(model);
    Cli.Result result = Cli.run("train", "--data", data, "--quiet", "--out", file);
    assertThat(result.code()).as(result.err()).isZero();
    return file;
  }

  private static Path csv(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "rows", ".csv"), text);
  }

  @Test
  void predictsNumbersInTheirOwnUnitsWithoutTarget() throws IOException {
    Path out = folder.resolve("prices.csv");
    Cli.Result result =
        Cli.run(
            "predict",
            "--model",
            houses,
            "--data",
            csv("district,rooms\nsuburb,5\ncentre,5\n"),
            "--out",
            out);

    assertThat(result).isEqualTo(new Cli.Result(0, "", ""));
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("prediction");
    assertThat(Double.parseDouble(lines.get(1))).isBetween(140_000.0, 160_000.0);
    assertThat(Double.parseDouble(lines.get(2))).isBetween(235_000.0, 265_000.0);
  }

  @Test
  void acceptsTheTargetAndWhateverStandsThere() throws IOException {
    Path with = csv("rooms,district,price\n5,suburb,unknown\n");
    Path without = csv("rooms,district\n5,suburb\n");

    assertThat(Cli.run("predict", "--model", houses, "--data", with))
        .isEqualTo(Cli.run("predict", "--model", houses, "--data", without));
  }

  @Test
  void predictsLabelsWithProbabilities() throws IOException {
    Cli.Result result = Cli.run("predict", "--model", points, "--data", csv("x,y\n-3,0\n3,0\n"));

    assertThat(result.code()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("prediction,probability_left,probability_right");
    assertThat(lines.get(1)).matches("left,(1\\.000000|0\\.9\\d{5}),0\\.0\\d{5}");
    assertThat(lines.get(2)).startsWith("right,0.0");
  }

  @Test
  void predictsMissingValuesAndUnseenCategories() throws IOException {
    Cli.Result result =
        Cli.run(
            "predict", "--model", houses, "--data", csv("rooms,district\n,suburb\n5,moon\n5,?\n"));

    assertThat(result.code()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    for (int i = 1; i <= 3; i++) {
      assertThat(Double.parseDouble(lines.get(i))).isBetween(100_000.0, 300_000.0);
    }
  }

  @Test
  void predictsImages() throws IOException {
    Path data = folder.resolve("halves");
    Cli.Result directory = Cli.run("predict", "--model", images, "--data", data);
    Cli.Result file =
        Cli.run("predict", "--model", images, "--data", data.resolve("t10k-images-idx3-ubyte.gz"));

    assertThat(directory.code()).as(directory.err()).isZero();
    assertThat(directory.out().lines()).hasSize(17);
    assertThat(directory.out()).startsWith("prediction,probability_0,probability_1\n");
    assertThat(file.out()).isEqualTo(directory.out());
  }

  @Test
  void evaluatesNumbers() throws IOException {
    Path metrics = folder.resolve("e.json");
    Cli.Result result =
        Cli.run(
            "evaluate",
            "--model",
            houses,
            "--data",
            folder.resolve("houses.csv"),
            "--metrics",
            metrics);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("400 rows\n").contains("rmse").contains("mae");
    assertThat(Files.readString(metrics))
        .contains("\"task\" : \"regression\"")
        .contains("\"rows\" : 400")
        .contains("\"rmse\"");
  }

  @Test
  void evaluatesImages() throws IOException {
    Cli.Result result = Cli.run("evaluate", "--model", images, "--data", folder.resolve("halves"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("16 rows\n").contains("accuracy   1.000\n");
  }

  @Test
  void inspectsModels() {
    Cli.Result result = Cli.run("inspect", houses);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("model houses")
        .contains("dense_1 (Dense)")
        .contains("rooms                  number, standardised, mean ")
        .contains("district               category, one-hot: centre, suburb, 2 inputs")
        .contains("price                  number, mean ")
        .contains("seed                   42")
        .contains("data                   houses.csv")
        .containsPattern("dataSha256             [0-9a-f]{64}")
        .contains("settings.optimizer.type adam")
        .containsPattern("settings.data.fingerprint [0-9a-f]{64}")
        .containsPattern("began                  20\\d\\d-")
        .containsPattern("sha256                 [0-9a-f]{64}");
  }

  @Test
  void comparesAModelWithTheDigestThatSomebodyGave() {
    String digest = ModelArchive.digest(houses);
    assertThat(Cli.run("inspect", houses, "--sha256", digest).code()).isZero();

    Cli.Result other =
        Cli.run("inspect", houses, "--sha256", digest.replace(digest.charAt(0), 'x'));
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.err()).startsWith("nn: NN-1601 at " + houses + ": expected the digest x");
  }

  @Test
  void missingColumn() throws IOException {
    Path data = csv("rooms\n5\n");
    Cli.Result result = Cli.run("predict", "--model", houses, "--data", data);

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            "nn: NN-1704 at "
                + data
                + ": expected the columns rooms, district, found no district."
                + " Give the data the columns of the training data.\n");
  }

  @Test
  void extraColumn() throws IOException {
    Path data = csv("id,rooms,district\n1,5,suburb\n");
    Cli.Result result = Cli.run("predict", "--model", houses, "--data", data);

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .contains("NN-1704 at " + data + ": expected the columns rooms, district and no others,")
        .contains("found also id.");
    assertThat(Cli.run("predict", "--model", houses, "--data", data, "--ignore", "id").code())
        .isZero();
  }

  @Test
  void textInColumnOfNumbers() throws IOException {
    Path data = csv("rooms,district\n5,suburb\nmany,suburb\n");
    Cli.Result result = Cli.run("predict", "--model", houses, "--data", data);

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .startsWith("nn: NN-1703 at " + data + ":3:rooms: expected a number, found 'many'.");
  }

  @Test
  void modelFileCutShort() throws IOException {
    byte[] whole = Files.readAllBytes(houses);
    Path cut = folder.resolve("cut.nn");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
    Cli.Result result =
        Cli.run("predict", "--model", cut, "--data", csv("rooms,district\n5,suburb\n"));

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).startsWith("nn: NN-1601 at ").contains("cut.nn");
  }

  @Test
  void evaluationWithoutTarget() throws IOException {
    Path data = csv("rooms,district\n5,suburb\n");
    Cli.Result result = Cli.run("evaluate", "--model", houses, "--data", data);

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).startsWith("nn: NN-1704 at " + data).contains("found 'price'");
  }

  @Test
  void evaluationWithUnknownLabel() throws IOException {
    Path data = csv("x,y,side\n1,1,right\n1,1,up\n");
    Cli.Result result = Cli.run("evaluate", "--model", points, "--data", data);

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .startsWith(
            "nn: NN-1703 at "
                + data
                + ":3:side: expected one of the labels left, right, found 'up'.");
  }

  @Test
  void tableWhereImagesAreExpected() throws IOException {
    Path data = csv("x,y\n1,1\n");
    Cli.Result result = Cli.run("predict", "--model", images, "--data", data);

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).startsWith("nn: NN-1702 at " + data + ": expected magic number 2051");
  }

  @Test
  void imagesOfAnotherSize() throws IOException {
    Path data = Samples.images(folder.resolve("larger"), 5);
    for (String command : List.of("predict", "evaluate")) {
      Cli.Result result = Cli.run(command, "--model", images, "--data", data);

      assertThat(result.code()).isEqualTo(3);
      assertThat(result.err())
          .startsWith("nn: NN-1402 at " + data.resolve("t10k-images-idx3-ubyte.gz"))
          .contains("expected images of shape [1, 4, 4], as in training, found [1, 5, 5].");
    }
  }

  @Test
  void outputThatCannotBeWritten() throws IOException {
    Path out = folder.resolve("nowhere").resolve("out.csv");
    Cli.Result result =
        Cli.run(
            "predict",
            "--model",
            houses,
            "--data",
            csv("rooms,district\n5,suburb\n"),
            "--out",
            out);

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err())
        .isEqualTo(
            "nn: NN-1802 at "
                + out
                + ": expected a directory where a file can be written, found no such directory.\n");
  }

  @Test
  void imagesComeFromNoDataSource() {
    for (String command : new String[] {"predict", "evaluate"}) {
      Cli.Result wrong = Cli.run(command, "--model", images, "--source", "acme:sensor");
      assertThat(wrong.code()).isEqualTo(2);
      assertThat(wrong.err())
          .startsWith("nn: NN-1801 at --source: expected --data with images")
          .contains("found acme:sensor");
    }
  }
}
