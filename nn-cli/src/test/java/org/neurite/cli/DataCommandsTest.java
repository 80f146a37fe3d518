package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data from folders of pictures, from databases and in streams; encodings and folds. */
class DataCommandsTest {
  @TempDir private Path folder;

  private static void assertFine(Cli.Result result) {
    assertThat(result.code()).as(result.err()).isZero();
  }

  private static void assertFails(Cli.Result result, int code, String message) {
    assertThat(result.err()).startsWith("nn: ").contains(message);
    assertThat(result.code()).isEqualTo(code);
  }

  private Path pictures() throws IOException {
    Path pictures = folder.resolve("pictures");
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      String label = i % 2 == 0 ? "dark" : "light";
      BufferedImage image = new BufferedImage(12, 10, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      int grey = random.nextInt(80) + (i % 2 == 0 ? 0 : 170);
      graphics.setColor(new Color(grey, grey, grey));
      graphics.fillRect(0, 0, 12, 10);
      graphics.dispose();
      Files.createDirectories(pictures.resolve(label));
      ImageIO.write(image, "png", pictures.resolve(label + "/" + i + ".png").toFile());
    }
    return pictures;
  }

  @Test
  void picturesInFolders() throws IOException {
    Path pictures = pictures();
    Path model = folder.resolve("pictures.nn");
    Cli.Result trained =
        Cli.run(
            "train",
            "--data",
            pictures,
            "--image-size",
            "6x6",
            "--augment",
            "--hidden",
            "8",
            "--out",
            model);
    assertFine(trained);
    assertThat(trained.out())
        .contains("40 pictures of 2 classes, scaled to [3, 6, 6]")
        .contains("2 classes (classification): dark, light")
        .contains("32 to train on, 8 held back");
    Cli.Result judged = Cli.run("evaluate", "--model", model, "--data", pictures);
    assertFine(judged);
    assertThat(judged.out()).contains("40 rows").contains("accuracy   1");
    Cli.Result predicted =
        Cli.run("predict", "--model", model, "--data", pictures.resolve("light"));
    assertFine(predicted);
    assertThat(predicted.out().lines().skip(1)).hasSize(20).allMatch(l -> l.startsWith("light,"));
    Cli.Result one = Cli.run("predict", "--model", model, "--data", pictures.resolve("dark/0.png"));
    assertThat(one.out()).startsWith("prediction,").contains("\ndark,");
  }

  @Test
  void damagedPicturesAreAnErrorOrSkipped() throws IOException {
    Path pictures = pictures();
    Path damaged = Files.writeString(pictures.resolve("dark/bad.png"), "no picture");
    Path model = folder.resolve("m.nn");

    assertFails(Cli.run("train", "--data", pictures, "--out", model), 3, "NN-1702 at " + damaged);
    Cli.Result skipped =
        Cli.run(
            "train",
            "--data",
            pictures,
            "--skip-damaged",
            "--image-size",
            "4x4",
            "--epochs",
            "1",
            "--out",
            model);
    assertFine(skipped);
    assertThat(skipped.out()).contains("skipped   NN-1702 at " + damaged);
    assertFails(
        Cli.run("train", "--data", pictures, "--image-size", "big"), 2, "expected two numbers");
    assertFails(
        Cli.run("train", "--data", pictures, "--target", "x"), 2, "a directory of images alone");
  }

  @Test
  void rowsOfAQuery() throws SQLException {
    String url = "jdbc:h2:mem:cli";
    try (Connection open = DriverManager.getConnection(url);
        Statement statement = open.createStatement()) {
      statement.execute(
          "CREATE TABLE sales AS SELECT X AS id, MOD(X, 10) * 1.0 AS amount,"
              + " MOD(X, 10) * 3.0 + 1 AS price FROM SYSTEM_RANGE(1, 400)");
      String query = "SELECT amount, price FROM sales ORDER BY id";
      Path model = folder.resolve("sales.nn");
      Cli.Result trained =
          Cli.run("train", "--jdbc", url, "--query", query, "--epochs", 40, "--out", model);
      assertFine(trained);
      assertThat(trained.out()).contains("query '" + query + "': 400 rows");
      Cli.Result judged = Cli.run("evaluate", "--model", model, "--jdbc", url, "--query", query);
      assertFine(judged);
      assertThat(judged.out()).contains("400 rows");
      Cli.Result predicted =
          Cli.run(
              "predict",
              "--model",
              model,
              "--jdbc",
              url,
              "--query",
              "SELECT 2.0 AS AMOUNT UNION ALL SELECT 3.0");
      assertFine(predicted);
      assertThat(predicted.out().lines()).hasSize(3);
      assertFails(Cli.run("train", "--jdbc", url), 2, "at --query");
      assertFails(Cli.run("train", "--jdbc", url, "--query", "SELEKT"), 3, "NN-1701");
      assertFails(
          Cli.run("train", "--jdbc", url, "--query", query, "--driver", folder.resolve("x.jar")),
          2,
          "a jar that is there");
      Path jar =
          Path.of(
              org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath());
      assertFine(
          Cli.run(
              "train",
              "--jdbc",
              url,
              "--query",
              query,
              "--driver",
              jar,
              "--epochs",
              1,
              "--out",
              model));
      assertFails(
          Cli.run("train", "--jdbc", "jdbc:none:x", "--query", query, "--driver", jar),
          2,
          "a jar with a JDBC driver for the URL");
    }
  }

  @Test
  void queriesNeedADatabase() throws IOException {
    assertFails(
        Cli.run("train", "--data", Samples.houses(folder, 60), "--query", "SELECT 1"),
        2,
        "a database for --query");
    assertFails(
        Cli.run("train", "--data", Samples.houses(folder, 60), "--fetch-size", 50),
        2,
        "a database for --fetch-size");
    assertFails(
        Cli.run("train", "--jdbc", "jdbc:h2:mem:", "--query", "SELECT 1", "--fetch-size", 0),
        2,
        "--fetch-size: expected at least 1");
  }

  @Test
  void streamedRows() throws IOException {
    Path houses = Samples.houses(folder, 12_000);
    Path model = folder.resolve("streamed.nn");
    Cli.Result trained =
        Cli.run(
            "train",
            "--data",
            houses,
            "--stream",
            "--shuffle-buffer",
            500,
            "--epochs",
            3,
            "--out",
            model);
    assertFine(trained);
    assertThat(trained.out())
        .contains(houses + ": streamed")
        .contains("on rows trained on   loss ")
        .contains("on rows held back    rmse ");
    assertFine(Cli.run("evaluate", "--model", model, "--data", houses));
    assertFails(
        Cli.run("train", "--data", houses, "--shuffle-buffer", 500), 2, "at --shuffle-buffer");
    assertFails(
        Cli.run("train", "--data", houses, "--stream", "--folds", 3), 2, "a table in memory");
  }

  @Test
  void chosenEncodings() throws IOException {
    Path houses = Samples.houses(folder, 300);
    Path model = folder.resolve("encoded.nn");
    assertFine(
        Cli.run(
            "train",
            "--data",
            houses,
            "--feature",
            "rooms=log,robust",
            "--feature",
            "district=hash=8",
            "--epochs",
            2,
            "--out",
            model));
    Cli.Result inspected = Cli.run("inspect", model);
    assertThat(inspected.out())
        .contains("rooms                  number, log, median ")
        .contains("district               category, hashed to 8 inputs, 8 inputs");
    assertFine(Cli.run("evaluate", "--model", model, "--data", houses));
    assertFails(Cli.run("train", "--data", houses, "--feature", "rooms"), 2, "a column and words");
    assertFails(
        Cli.run("train", "--data", houses, "--feature", "rooms=sqrt"), 2, "NN-1404 at encoding");
    assertFails(Cli.run("train", "--data", houses, "--feature", "roms=log"), 3, "Write 'rooms'.");
  }

  @Test
  void foldsShowHowResultsVary() throws IOException {
    Path metrics = folder.resolve("m.json");
    Cli.Result result =
        Cli.run(
            "train",
            "--data",
            Samples.points(folder, 300),
            "--folds",
            3,
            "--epochs",
            2,
            "--out",
            folder.resolve("points.nn"),
            "--metrics",
            metrics);
    assertFine(result);
    assertThat(result.out())
        .contains("fold       trained      held")
        .containsPattern("mean +[0-9.]+ ")
        .containsPattern("spread +[0-9.]+ ");
    assertThat(Files.readString(metrics)).contains("\"fold3\"").contains("\"validation\"");
    assertFails(
        Cli.run("train", "--data", Samples.points(folder, 300), "--folds", 1), 2, "at least 2");
  }

  @Test
  void divisionsByGroupAndByTime() throws IOException {
    StringBuilder text = new StringBuilder("shop,day,x,y\n");
    for (int i = 0; i < 200; i++) {
      text.append("shop").append(i % 10).append(',').append(200 - i).append(',');
      text.append(i % 7).append(',').append(3.5 * (i % 7)).append('\n');
    }
    Path data = Files.writeString(folder.resolve("sales.csv"), text);
    Path model = folder.resolve("m.nn");
    Cli.Result grouped =
        Cli.run(
            "train",
            "--data",
            data,
            "--split",
            "group=shop",
            "--ignore",
            "day",
            "--epochs",
            1,
            "--folds",
            5,
            "--out",
            model);
    assertFine(grouped);
    assertThat(grouped.out())
        .contains("1 columns to learn from")
        .contains("160 to train on, 40 held back")
        .contains("spread");
    Cli.Result timed =
        Cli.run(
            "train",
            "--data",
            data,
            "--split",
            "time=day",
            "--ignore",
            "shop",
            "--epochs",
            1,
            "--folds",
            3,
            "--out",
            model);
    assertFine(timed);
    assertThat(timed.out()).containsPattern("(?m)^1 +50 +50 ").containsPattern("(?m)^3 +150 +50 ");
    assertFine(
        Cli.run(
            "train",
            "--data",
            data,
            "--split",
            "stratified",
            "--target",
            "shop",
            "--epochs",
            1,
            "--out",
            model));
    assertFails(Cli.run("train", "--data", data, "--split", "by=day"), 2, "at --split");
    assertFails(Cli.run("train", "--data", data, "--split", "group=region"), 3, "'region'");
    assertFails(
        Cli.run("train", "--data", data, "--stream", "--split", "time=day"),
        2,
        "a table in memory");
  }
}
