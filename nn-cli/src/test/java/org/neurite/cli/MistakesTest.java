package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Typical mistakes, each with its exit code and message. */
class MistakesTest {
  @TempDir Path folder;

  private Cli.Result train(Path data, Object... more) {
    Object[] args = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {"train", "--data", data, "--out", folder.resolve("m.nn"), "--quiet"},
        0,
        args,
        0,
        6);
    System.arraycopy(more, 0, args, 6, more.length);
    Cli.Result result = Cli.run(args);
    assertThat(folder.resolve("m.nn")).doesNotExist();
    assertThat(result.out()).isEmpty();
    return result;
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  private static void assertFails(Cli.Result result, int code, String message) {
    assertThat(result.err()).startsWith("nn: " + message);
    assertThat(result.err()).doesNotContain("\tat ");
    assertThat(result.code()).isEqualTo(code);
  }

  @Test
  void nothingToDo() {
    assertFails(Cli.run(), 2, "NN-1801: Say what to do: a command is missing.\nUsage: nn");
  }

  @Test
  void unknownCommand() {
    Cli.Result result = Cli.run("trian");

    assertFails(result, 2, "NN-1801: Unmatched argument at index 0: 'trian'");
    assertThat(result.err()).contains("Did you mean: nn train");
  }

  @Test
  void unknownOption() throws IOException {
    Cli.Result result = train(Samples.points(folder, 50), "--epoch", 3);

    assertFails(result, 2, "NN-1801: Unknown options: '--epoch', '3'");
    assertThat(result.err()).contains("--epochs").contains("See nn train --help.");
  }

  @Test
  void missingOption() {
    String expected = "NN-1801 at --data: expected a file or a directory, a data source after";
    assertFails(
        Cli.run("train"),
        2,
        expected + " --source, or a database after --jdbc, found none of them");
    assertFails(Cli.run("predict", "--model", "no.nn"), 2, expected);
    assertFails(Cli.run("evaluate", "--model", "no.nn"), 2, expected);
    assertFails(
        Cli.run("predict", "--data", "x.csv"), 2, "NN-1801: Missing required option: '--model=");
  }

  @Test
  void textForANumber() throws IOException {
    assertFails(
        train(Samples.points(folder, 50), "--epochs", "many"),
        2,
        "NN-1801: Invalid value for option '--epochs': 'many' is not an int");
  }

  @Test
  void optionOutOfRange() throws IOException {
    Path data = Samples.points(folder, 50);
    assertFails(
        train(data, "--epochs", 0), 2, "NN-1801 at --epochs: expected at least 1, found 0.");
    assertFails(
        train(data, "--learning-rate", -1),
        2,
        "NN-1801 at --learning-rate: expected a number above 0, found -1.0.");
    assertFails(
        train(data, "--dropout", 1),
        2,
        "NN-1801 at --dropout: expected from 0 to below 1, found 1.0.");
    assertFails(
        train(data, "--hidden", "8,0"),
        2,
        "NN-1801 at --hidden: expected at least 1 unit, found 0.");
    assertFails(
        train(data, "--validation", 1.5),
        2,
        "NN-1801 at --validation: expected from 0 to below 1, found 1.5.");
    assertFails(
        train(data, "--threads", 0), 2, "NN-1801 at --threads: expected at least 1, found 0.");
    assertFails(
        train(data, "--validation", 0, "--patience", 3),
        2,
        "NN-1801 at --patience: expected rows to validate on, found --validation 0.");
    assertFails(
        train(data, "--delimiter", "ab"),
        2,
        "NN-1801 at --delimiter: expected one character, or tab, found 'ab'.");
  }

  @Test
  void unknownComponents() throws IOException {
    Path data = Samples.points(folder, 50);
    Cli.Result activation = train(data, "--activation", "rellu");
    assertFails(activation, 2, "NN-1201 at activation: expected the name of an activation");
    assertThat(activation.err()).contains("found 'rellu'. Write 'relu'");
    assertFails(
        train(data, "--optimizer", "adan"), 2, "NN-1201 at --optimizer: expected the name of an");
  }

  @Test
  void unknownBackend() throws IOException {
    Cli.Result result = train(Samples.points(folder, 50), "--backend", "abacus");

    assertFails(result, 4, "NN-1501 at backend 'abacus': expected a backend that can run here");
    assertThat(result.err()).contains("jvm (available");
  }

  @Test
  void missingFile() {
    Path data = folder.resolve("nowhere.csv");
    assertFails(
        train(data),
        3,
        "NN-1701 at " + data + ": expected a CSV file that can be read, found no such file.");
  }

  @Test
  void directoryWithoutImages() {
    assertFails(
        train(folder), 3, "NN-1701 at " + folder + ": expected a file train-images-idx3-ubyte");
  }

  @Test
  void optionsForTablesWithImages() throws IOException {
    Path data = Samples.images(folder);
    assertFails(
        train(data, "--target", "label"),
        2,
        "NN-1801 at --data " + data + ": expected a directory of images alone:");
  }

  @Test
  void unknownTarget() throws IOException {
    Path data = Samples.points(folder, 50);
    assertFails(
        train(data, "--target", "sides"),
        3,
        "NN-1705 at " + data + ": expected one of the columns x, y, side, found 'sides'.");
  }

  @Test
  void textInAColumnOfNumbers() throws IOException {
    Path data = csv("x,y\n" + "1,2.5\n".repeat(30) + "oops,2.5\n");
    assertFails(
        train(data),
        3,
        "NN-1703 at " + data + ":32:x: expected a number, as in 30 other rows, found 'oops'.");
  }

  @Test
  void infinityInTheData() throws IOException {
    Path data = csv("x,y\n1,2.5\ninf,2.5\n");
    assertFails(
        train(data), 3, "NN-1703 at " + data + ":3:x: expected a finite number, found 'inf'.");
  }

  @Test
  void notANumberInTheTarget() throws IOException {
    Path data = csv("x,y\n1,2.5\n2,NaN\n3,3.5\n");
    assertFails(
        train(data),
        3,
        "NN-1703 at " + data + ":3:y: expected a value of the target, found a missing value.");
  }

  @Test
  void malformedRow() throws IOException {
    Path data = csv("x,y\n1,2.5\n2\n");
    assertFails(
        train(data),
        3,
        "NN-1702 at " + data + ":3: expected 2 fields, as many as the header has, found 1 fields.");
  }

  @Test
  void idAmongTheColumns() throws IOException {
    StringBuilder text = new StringBuilder("name,y\n");
    for (int i = 0; i < 50; i++) {
      text.append("n").append(i).append(',').append(i * 0.5).append('\n');
    }
    Path data = csv(text.toString());
    Cli.Result result = train(data);

    assertFails(result, 3, "NN-1707 at " + data + ":name: expected numbers, or categories");
    assertThat(result.err()).contains("50 different texts in 50 rows. Leave the column out.");
  }

  @Test
  void textsForARegression() throws IOException {
    Path data = Samples.points(folder, 50);
    assertFails(
        train(data, "--task", "regression"),
        3,
        "NN-1705 at " + data + ":side: expected numbers, for a regression, found texts.");
  }

  @Test
  void tooFewRows() throws IOException {
    Path data = csv("x,y\n1,2.5\n");
    assertFails(train(data), 3, "NN-1706 at " + data + ": expected rows to train on and rows");
  }

  @Test
  void learningRateSoHighThatItDiverges() throws IOException {
    Cli.Result result =
        train(
            Samples.houses(folder, 200),
            "--learning-rate",
            "1e30",
            "--optimizer",
            "sgd",
            "--epochs",
            5);

    assertFails(result, 1, "NN-1401 at houses, step ");
    assertThat(result.err())
        .contains("expected a finite loss, found NaN or infinity. Lower the learning rate");
  }

  @Test
  void modelThatIsNone() throws IOException {
    Path data = csv("x,y\n1,2\n");
    assertFails(Cli.run("predict", "--model", data, "--data", data), 3, "NN-1601 at " + data + ":");
    assertFails(Cli.run("inspect", folder.resolve("nowhere.nn")), 3, "NN-1601 at ");
  }

  @Test
  void unknownExample() {
    assertFails(Cli.run("example", "perpetuum-mobile"), 2, "NN-1801 at example: expected one of ");
  }

  @Test
  void outputDirectoryThatIsNotThere() throws IOException {
    Path out = folder.resolve("nowhere").resolve("m.nn");
    assertFails(
        Cli.run("train", "--data", Samples.points(folder, 50), "--out", out),
        4,
        "NN-1802 at " + out + ": expected a directory where a file can be written,");
  }
}
