package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
  @TempDir Path folder;

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  @Test
  void learnsANumberAndReportsItInItsOwnUnits() throws IOException {
    Path metrics = folder.resolve("m.json");
    Path model = folder.resolve("houses.nn");
    Cli.Result result =
        Cli.run(
            "train", "--data", Samples.houses(folder, 400), "--out", model, "--metrics", metrics);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("houses.csv: 400 rows, 2 columns to learn from")
        .contains("price, a number (regression) [the last column; else --target, --task]")
        .contains("320 to train on, 80 held back")
        .contains("3-64-64-1, relu, 4481 parameters")
        .contains(
            "30 epochs of batches of 16, adam from 0.003, learning rate falling to 0, seed 42")
        .contains("model written to " + model);
    assertThat(result.err()).contains("epoch  1/30  loss ").contains("validation loss ");
    assertThat(Files.size(model)).isPositive();

    JsonNode json = json(metrics);
    assertThat(json.propertyNames())
        .contains(
            "task",
            "backend",
            "seed",
            "epochs",
            "parameters",
            "trainRows",
            "validationRows",
            "seconds",
            "samplesPerSecond",
            "train",
            "validation");
    assertThat(json.get("task").stringValue()).isEqualTo("regression");
    assertThat(json.get("seed").intValue()).isEqualTo(42);
    assertThat(json.get("epochs").intValue()).isEqualTo(30);
    assertThat(json.get("trainRows").intValue()).isEqualTo(320);
    assertThat(json.get("validationRows").intValue()).isEqualTo(80);
    JsonNode validation = json.get("validation");
    assertThat(validation.propertyNames()).contains("loss", "rmse", "mae", "r2");
    assertThat(validation.get("rmse").doubleValue()).isBetween(500.0, 5000.0);
    assertThat(validation.get("loss").doubleValue())
        .isCloseTo(
            Math.pow(validation.get("rmse").doubleValue(), 2),
            org.assertj.core.data.Percentage.withPercentage(1));
    assertThat(validation.get("r2").doubleValue()).isGreaterThan(0.99);
  }

  @Test
  void learnsClasses() throws IOException {
    Path metrics = folder.resolve("m.json");
    Cli.Result result =
        Cli.run(
            "train",
            "--data",
            Samples.points(folder, 300),
            "--target",
            "side",
            "--out",
            folder.resolve("p.nn"),
            "--metrics",
            metrics,
            "--seed",
            7);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("side, 2 classes (classification): left, right [guessed; else --task]");
    JsonNode json = json(metrics);
    assertThat(json.get("task").stringValue()).isEqualTo("classification");
    assertThat(json.get("seed").intValue()).isEqualTo(7);
    assertThat(json.get("validation").get("accuracy").doubleValue()).isGreaterThan(0.9);
    assertThat(json.get("validation").propertyNames()).contains("loss", "accuracy", "f1");
  }

  @Test
  void learnsImagesWithTheirOfficialTestPart() throws IOException {
    Path metrics = folder.resolve("m.json");
    Cli.Result result =
        Cli.run(
            "train",
            "--data",
            Samples.images(folder),
            "--hidden",
            "8",
            "--out",
            folder.resolve("i.nn"),
            "--metrics",
            metrics);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("64 to train on, 16 in the official test part");
    assertThat(json(metrics).get("trainRows").intValue()).isEqualTo(64);
    assertThat(json(metrics).get("validation").get("accuracy").doubleValue()).isEqualTo(1);
  }

  @Test
  void sameSeedGivesTheSameModelWhateverTheThreads() throws IOException {
    Path data = Samples.points(folder, 200);
    List<byte[]> weights =
        Stream.of("1", "2")
            .map(
                threads -> {
                  Path model = folder.resolve(threads + ".nn");
                  Cli.Result result =
                      Cli.run(
                          "train",
                          "--data",
                          data,
                          "--epochs",
                          3,
                          "--dropout",
                          0.2,
                          "--threads",
                          threads,
                          "--quiet",
                          "--out",
                          model);
                  assertThat(result.code()).as(result.err()).isZero();
                  return weights(model);
                })
            .toList();

    assertThat(weights.get(0)).isEqualTo(weights.get(1));
  }

  private static byte[] weights(Path model) {
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(model.toFile())) {
      return zip.getInputStream(zip.getEntry("weights.safetensors")).readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void quietSaysNothing() throws IOException {
    Cli.Result result =
        Cli.run(
            "train",
            "--data",
            Samples.points(folder, 100),
            "--epochs",
            1,
            "--quiet",
            "--out",
            folder.resolve("p.nn"));

    assertThat(result).isEqualTo(new Cli.Result(0, "", ""));
  }

  @Test
  void everyOptionIsUnderstood() throws IOException {
    Cli.Result result =
        Cli.run(
            "train",
            "--data",
            Samples.points(folder, 200),
            "--target",
            "x",
            "--task",
            "Regression",
            "--ignore",
            "y",
            "--hidden",
            "8,4",
            "--activation",
            "tanh",
            "--dropout",
            "0.1",
            "--optimizer",
            "sgd",
            "--learning-rate",
            "0.01",
            "--batch-size",
            "32",
            "--epochs",
            "4",
            "--validation",
            "0.25",
            "--patience",
            "3",
            "--seed",
            "1",
            "--backend",
            "jvm",
            "--threads",
            "1",
            "--out",
            folder.resolve("all.nn"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("150 to train on, 50 held back")
        .contains("2-8-4-1, tanh")
        .contains("4 epochs of batches of 32, sgd from 0.01, learning rate falling to 0, seed 1")
        .doesNotContain("fewer than");
  }

  private Cli.Result threeEpochs(Object... options) throws IOException {
    List<Object> args = new ArrayList<>(List.of("train", "--data", Samples.houses(folder, 50)));
    args.addAll(List.of("--epochs", 3, "--out", folder.resolve("rate.nn")));
    args.addAll(List.of(options));
    return Cli.run(args.toArray());
  }

  @Test
  void theRateThatIsAskedForWinsOverTheOptimizersOwn() throws IOException {
    String json = "{\"type\": \"sgd\", \"learningRate\": 1e30}";
    assertThat(threeEpochs("--optimizer", json).err()).contains("NN-1401");
    Cli.Result result = threeEpochs("--optimizer", json, "--learning-rate", "0.01");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains(json + " from 0.01, learning rate falling to 0");
  }

  @Test
  void holdsBackNothingOnDemand() throws IOException {
    Path metrics = folder.resolve("m.json");
    Cli.Result result =
        Cli.run(
            "train",
            "--data",
            Samples.points(folder, 100),
            "--validation",
            0,
            "--epochs",
            1,
            "--out",
            folder.resolve("p.nn"),
            "--metrics",
            metrics);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("100 to train on, none held back");
    assertThat(json(metrics).has("validation")).isFalse();
    assertThat(json(metrics).get("validationRows").intValue()).isZero();
  }

  @Test
  void showsABarOnATerminal() throws IOException {
    System.setProperty("neurite.terminal", "true");
    System.setProperty("neurite.columns", "120");
    try {
      Cli.Result result =
          Cli.run(
              "train",
              "--data",
              Samples.points(folder, 200),
              "--epochs",
              3,
              "--out",
              folder.resolve("p.nn"));
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.err())
          .contains("\r")
          .contains("epoch 3/3 [==")
          .contains("]  100 %  0 s left  loss ")
          .contains("  accuracy ")
          .contains("rows/s");
      assertThat(result.err().lines().flatMap(line -> Stream.of(line.split("\r"))))
          .allSatisfy(line -> assertThat(line.length()).isLessThan(120));
    } finally {
      System.clearProperty("neurite.terminal");
      System.clearProperty("neurite.columns");
    }
  }
}
