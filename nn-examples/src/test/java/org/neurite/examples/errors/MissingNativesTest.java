package org.neurite.examples.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.cli.Main;

/** The command line where the native libraries are for another processor than this. */
class MissingNativesTest {
  private static final String PLATFORM = "-Dorg.bytedeco.javacpp.platform=linux-riscv64";

  @TempDir private Path folder;

  private record Ended(int code, String text) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                PLATFORM,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    return new Ended(code, Files.readString(output, StandardCharsets.UTF_8));
  }

  private String[] train(String... more) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "x,y\n1,2\n2,4\n3,6\n4,8\n5,10\n");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--quiet",
                "--epochs=1",
                "--target=y",
                "--data=" + data,
                "--out=" + folder.resolve("model.nn")));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  @Test
  void backendsSaysWhyAndNamesTheFallback() throws Exception {
    Ended ended = run("backends");

    assertThat(ended.code()).isZero();
    assertThat(ended.text())
        .contains("jvm        available    ")
        .contains("nd4j       unavailable  ND4J's native library can't be loaded on ")
        .contains("; the backend 'jvm' needs no native library")
        .doesNotContain("\tat ");
  }

  @Test
  void askingForTheBackendEndsWithExitCode4() throws Exception {
    Ended ended = run(train("--backend=nd4j"));

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.text())
        .contains("NN-1501 at backend 'nd4j': expected a backend that can run here")
        .contains("nd4j (unavailable: ND4J's native library can't be loaded on ")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("model.nn")).doesNotExist();
  }

  @Test
  void askingForNoneTrainsOnTheOther() throws Exception {
    assertThat(run(train()).code()).isZero();
    assertThat(folder.resolve("model.nn")).exists();
  }
}
