package org.neurite.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** JVMs that train, one after the other, and go on where the one before was killed. */
final class TrainingProcesses {
  /** Small code is enough, and soon ready: what is tested is what happens between steps. */
  private static final List<String> OPTIONS =
      List.of(
          "--add-modules",
          "jdk.incubator.vector",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-cp",
          System.getProperty("java.class.path"),
          LongTraining.class.getName());

  /** For a whole training on a machine that is busy with other things. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String backend;
  private final Path checkpoints;
  private final Path model;
  private final Path output;
  private Process process;

  TrainingProcesses(String backend, Path checkpoints, Path model, Path output) {
    this.backend = backend;
    this.checkpoints = checkpoints;
    this.model = model;
    this.output = output;
  }

  private List<String> command(long haltAt) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    settings().forEach(command::add);
    command.addAll(OPTIONS);
    command.add(backend);
    command.add(checkpoints.toString());
    command.add(model.toString());
    command.add(Long.toString(haltAt));
    return command;
  }

  private static Stream<String> settings() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("neurite."))
        .map(name -> "-D" + name + "=" + System.getProperty(name));
  }

  private void start(List<String> command) throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  /** Starts one that ends itself after a step, or trains to the end if that is 0. */
  void start(long haltAt) throws IOException {
    start(command(haltAt));
  }

  /** Starts one that can't write larger files; another process writes down what it prints. */
  void startWithFilesUpTo(int kilobytes) throws IOException {
    List<String> limited = new ArrayList<>(List.of("bash", "-c"));
    limited.add("(ulimit -f " + kilobytes + "; exec \"$0\" \"$@\") 2>&1 | cat");
    limited.addAll(command(0));
    start(limited);
  }

  /** Whether it has ended after some time, which may begin when training does. */
  boolean endsWithin(boolean fromStart, long millis) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (fromStart && process.isAlive() && !output().contains(LongTraining.STARTED)) {
      assertTrue(System.nanoTime() < deadline, this::output);
      Thread.sleep(2);
    }
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    await();
  }

  void await() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE.toNanos(), TimeUnit.NANOSECONDS), this::output);
  }

  /** Ends what is still running. */
  void close() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  int exitCode() {
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
