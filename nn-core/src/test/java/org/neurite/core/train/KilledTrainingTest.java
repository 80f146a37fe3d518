package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.core.Neurite;
import org.neurite.core.file.CheckpointArchive;

/** Whatever ends a process, the newest checkpoint is whole, and training goes on from it. */
class KilledTrainingTest {
  /** As many as {@code -Dneurite.kills=200} says. */
  private static final int KILLS = Integer.getInteger("neurite.kills", 10);

  private static final String NAME = "checkpoint-\\d{12}\\.nn";

  @TempDir private Path folder;
  private Path checkpoints;
  private Path model;
  private Path output;

  @BeforeEach
  void name() {
    checkpoints = folder.resolve("checkpoints");
    model = folder.resolve("model.nn");
    output = folder.resolve("output.txt");
  }

  private static byte[] expected(Path file) throws IOException {
    try (Neurite neurite = LongTraining.neurite()) {
      LongTraining.train(neurite, Optional.empty(), (epoch, step, samples, loss) -> {}).save(file);
    }
    return Files.readAllBytes(file);
  }

  private List<String> java(long haltAt) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules",
        "jdk.incubator.vector",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-cp",
        System.getProperty("java.class.path"),
        LongTraining.class.getName(),
        checkpoints.toString(),
        model.toString(),
        Long.toString(haltAt));
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private String end(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output);
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.sorted().toList();
    }
  }

  private List<Path> whole() throws IOException {
    return files().stream().filter(f -> f.getFileName().toString().matches(NAME)).toList();
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.delete(model);
  }

  @Test
  void killedAtAnyInstantItEndsWithTheSameBytes() throws IOException, InterruptedException {
    byte[] expected = expected(folder.resolve("expected.nn"));
    Random random = new Random(6);
    int kills = 0;
    int midWrite = 0;
    int ends = 0;
    while (kills < KILLS || ends == 0) {
      Process process = start(java(0));
      boolean over = kills >= KILLS ? process.waitFor(2, TimeUnit.MINUTES) : await(process, random);
      if (!over) {
        process.destroyForcibly();
        kills++;
      }
      String text = end(process);
      if (over) {
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(Files.readAllBytes(model)).isEqualTo(expected);
        assertThat(files()).hasSize(2);
        clear();
        ends++;
      } else {
        assertThat(text).doesNotContain("WARN ").doesNotContain("Exception");
        List<Path> whole = whole();
        midWrite += files().size() > whole.size() ? 1 : 0;
        whole.forEach(CheckpointArchive::read);
      }
    }
    System.out.printf("%d kills, %d of them while writing, %d ends%n", kills, midWrite, ends);
    assertThat(midWrite).isPositive();
  }

  /** Waits until training has begun, and a moment; in one of four cases only the moment. */
  private boolean await(Process process, Random random) throws IOException, InterruptedException {
    int millis = random.nextInt(400);
    if (random.nextInt(4) > 0) {
      while (process.isAlive() && !Files.readString(output).contains("started")) {
        Thread.sleep(2);
      }
    }
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** A limit on the size of files does to a process what a full disk does. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void onAFullDiskItGoesOnAndOlderCheckpointsStay() throws IOException, InterruptedException {
    byte[] expected = expected(folder.resolve("expected.nn"));
    Process first = start(java(50));
    String text = end(first);
    assertThat(first.exitValue()).as(text).isEqualTo(9);
    List<Path> before = whole();
    assertThat(before).hasSize(2);
    long kilobytes = Files.size(before.get(0)) / 1024 / 2;

    List<String> limited = new ArrayList<>(List.of("bash", "-c"));
    limited.add("ulimit -f " + kilobytes + "; exec \"$0\" \"$@\"");
    limited.addAll(java(0));
    Process second = new ProcessBuilder(limited).redirectErrorStream(true).start();
    String full = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(full)
        .contains("no checkpoint after step 60, training goes on: NN-1603")
        .contains("no checkpoint after step " + LongTraining.STEPS)
        .contains("trained ");
    assertThat(files()).isEqualTo(before);

    Process last = start(java(0));
    text = end(last);
    assertThat(last.exitValue()).as(text).isZero();
    assertThat(Files.readAllBytes(model)).isEqualTo(expected);
  }
}
