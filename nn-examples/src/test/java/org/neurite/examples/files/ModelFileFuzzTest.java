package org.neurite.examples.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file, however made, does more harm than an error. */
class ModelFileFuzzTest {
  /** As many as {@code -Dneurite.fuzz.files=100000} says. */
  private static final int FILES = Integer.getInteger("neurite.fuzz.files", 1000);

  private static final long SEED = Long.getLong("neurite.fuzz.seed", 1);
  private static final Pattern REFUSED = Pattern.compile("NN-1601=(\\d+)");

  @TempDir private Path folder;

  @Test
  void everyFileIsRefusedOrLoadsInASecondAndIn256Megabytes()
      throws IOException, InterruptedException {
    Path bases = Files.createDirectory(folder.resolve("bases"));
    Path work = Files.createDirectory(folder.resolve("work"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    FuzzBases.write(bases);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                ModelFileFuzz.class.getName(),
                bases.toString(),
                work.toString(),
                Long.toString(SEED),
                Integer.toString(FILES))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    System.out.println(output.strip());
    assertThat(output).contains(FILES + " files: ").contains("; 0 faults");
    Matcher refused = REFUSED.matcher(output);
    assertThat(refused.find()).isTrue();
    assertThat(Integer.parseInt(refused.group(1)))
        .as("mutations that hit")
        .isGreaterThan(FILES / 2);
    assertThat(left(work)).as("left behind").isEmpty();
    assertThat(left(temporary)).as("left behind").isEmpty();
  }

  /** What is in a folder but the JVM's own statistics. */
  private static List<Path> left(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().contains("hsperfdata")).toList();
    }
  }
}
