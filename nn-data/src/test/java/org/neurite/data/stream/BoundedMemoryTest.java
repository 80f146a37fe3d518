package org.neurite.data.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training on a file several times as large as the heap. A JVM of its own has 48 MB of heap and
 * trains on some 65 MB of text, whose encoded rows alone would be larger than the heap.
 */
class BoundedMemoryTest {
  private static final long ROWS = 1_000_000;

  @TempDir private Path folder;

  @Test
  void aFileLargerThanTheHeapIsTrainedOn() throws IOException, InterruptedException {
    Path file = folder.resolve("large.csv");
    long bytes = GeneratedCsv.write(file, ROWS);
    assertThat(bytes).isGreaterThan(60L << 20);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                StreamedTraining.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output = lines.lines().collect(Collectors.joining("\n"));
    }

    assertThat(process.waitFor()).as(output).isZero();
    List<String> results = output.lines().filter(line -> line.startsWith("rows ")).toList();
    assertThat(results).as(output).hasSize(1);
    double error = Double.parseDouble(results.get(0).replaceAll(".*rmse ", ""));
    assertThat(error).as("of targets with deviation 1, noise 0.1").isLessThan(0.4);
  }
}
