package org.neurite.examples.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.component.SourceProvider;
import org.neurite.cli.Main;

/** Rows from a plugin's data source, on the command line. */
class PluginSourceTest {
  private static final String LINE = "{\"type\": \"acme:line\", \"rows\": 80, \"key\": \"secret\"}";

  @TempDir private Path folder;
  private Path plugins;
  private Path model;

  private record Result(int code, String out, String err) {}

  private static Result nn(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code =
        Main.run(texts, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** A jar with the line y = 3 x + 1.5, and a row number that nobody needs. */
  @BeforeEach
  void makeJar() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    model = folder.resolve("line.nn");
    new Jar(plugins, "lines")
        .source(
            "acme/Line.java",
            """
            package acme;
            import java.util.List;
            import org.neurite.api.component.*;
            public record Line(
                @Setting(doc = "rows", min = 1) int rows,
                @Setting(doc = "password", defaultValue = "open") String key) implements DataSource {
              @Override public String toString() { return "line of " + rows; }
              @Override public Rows open() {
                return new Rows() {
                  private int row = -1;
                  @Override public List<String> columns() { return List.of("number", "x", "y"); }
                  @Override public boolean next() { return ++row < rows; }
                  @Override public String value(int column) {
                    double x = row * 7 % 20;
                    return column == 0 ? "" + row : column == 1 ? "" + x : "" + (3 * x + 1.5);
                  }
                  @Override public void close() {}
                };
              }
            }
            """)
        .source(
            "acme/LineProvider.java",
            """
            package acme;
            import org.neurite.api.component.*;
            @Provides(name = "acme:line", type = Line.class)
            public final class LineProvider implements SourceProvider {}
            """)
        .service(SourceProvider.class, "acme.LineProvider")
        .build();
  }

  private Result train(Object... more) {
    Object[] first = {"train", "--plugins", plugins, "--out", model, "--epochs", "60"};
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return nn(all);
  }

  @Test
  void trainsEvaluatesAndPredicts() throws IOException {
    Result trained = train("--source", LINE, "--ignore", "number");
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("data      line of 80: 80 rows, 1 columns to learn from");

    Result evaluated = nn("evaluate", "--model", model, "--source", LINE, "--plugins", plugins);
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out()).startsWith("80 rows").containsPattern("r2 +0\\.9");

    Path predictions = folder.resolve("y.csv");
    Result predicted =
        nn(
            "predict",
            "--model",
            model,
            "--plugins",
            plugins,
            "--out",
            predictions,
            "--source",
            "{\"type\": \"acme:line\", \"rows\": 3}");
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(Files.readAllLines(predictions)).hasSize(4).first().isEqualTo("prediction");

    Result inspected = nn("inspect", model);
    assertThat(inspected.code()).as(inspected.err()).isZero();
    assertThat(inspected.out()).contains("acme:line").doesNotContain("secret", "SHA");
  }

  @Test
  void aWrongNameOrSettingIsAUsageError() {
    for (Result wrong :
        new Result[] {
          train("--source", "acme:lime"),
          nn("evaluate", "--model", trainedModel(), "--source", "acme:lime", "--plugins", plugins)
        }) {
      assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
      assertThat(wrong.err()).startsWith("nn: NN-1201 at --source: ").contains("'acme:line'");
    }
    Result missing = train("--source", "acme:line");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).startsWith("nn: NN-1204 at --source.rows: ").contains("State rows");
    Result noJson = train("--source", "{\"type\": ");
    assertThat(noJson.code()).isEqualTo(2);
    assertThat(noJson.err()).startsWith("nn: NN-1202 at --source: expected JSON");
  }

  private Path trainedModel() {
    assertThat(train("--source", LINE, "--quiet").code()).isZero();
    return model;
  }

  @Test
  void aFileAndASourceExcludeEachOther() {
    Result both = train("--source", LINE, "--data", "line.csv");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).startsWith("nn: NN-1801: ").contains("--data", "--source", "mutually");
    Result delimiter = train("--source", LINE, "--delimiter", ";");
    assertThat(delimiter.code()).isEqualTo(2);
    assertThat(delimiter.err()).startsWith("nn: NN-1801 at --delimiter: expected --data");
  }
}
