package org.neurite.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.neurite.benchmarks.subject.Outcome;
import org.neurite.benchmarks.subject.Worker;
import org.neurite.benchmarks.workload.Workload;

/**
 * Starts subjects, each in a JVM of its own.
 *
 * @param threads how many a subject may use
 * @param warmUpSeconds time before measuring
 * @param seconds time of measuring
 * @param prefix command that starts the JVM, for instance {@code taskset -c 0,1}; may be empty
 */
record SubjectJvm(int threads, double warmUpSeconds, double seconds, List<String> prefix) {
  /** Time for start, the last step and the end, besides what is measured. */
  private static final long GRACE_SECONDS = 120;

  private static final int JAVA_THAT_WARNS_OF_UNSAFE = 23;
  private static final int LINES_OF_LOG = 3;

  /** Copies the list. */
  SubjectJvm {
    prefix = List.copyOf(prefix);
  }

  /**
   * Runs one subject on one workload once.
   *
   * @param subject which
   * @param jdk in which Java
   * @param classPath where its classes are
   * @param workload what it does
   * @return what was measured, or the problem
   * @throws IOException if files or the process can't be made
   * @throws InterruptedException if this thread is interrupted
   */
  Outcome run(SubjectSpec subject, Jdk jdk, String classPath, Workload workload)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("neurite-compare");
    Path result = folder.resolve("outcome.properties");
    Path log = folder.resolve("log.txt");
    try {
      List<String> command = command(subject, jdk, classPath, workload, result);
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      subject
          .environment()
          .forEach((k, v) -> builder.environment().put(k, SubjectSpec.filled(v, threads)));
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Process process = builder.start();
      try {
        return outcome(process, result, log);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      delete(folder.toFile());
    }
  }

  private Outcome outcome(Process process, Path result, Path log)
      throws IOException, InterruptedException {
    long limit = GRACE_SECONDS + (long) Math.ceil(4 * (warmUpSeconds + seconds));
    if (!process.waitFor(limit, TimeUnit.SECONDS)) {
      return Outcome.failed("", "", "it did not end within " + limit + " seconds");
    }
    if (process.exitValue() == 0 && Files.exists(result)) {
      return Outcome.read(result);
    }
    List<String> lines = Files.readAllLines(log);
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size());
    return Outcome.failed(
        "", "", "exit code " + process.exitValue() + ": " + String.join(" / ", last));
  }

  private List<String> command(
      SubjectSpec subject, Jdk jdk, String classPath, Workload workload, Path result) {
    List<String> command = new ArrayList<>(prefix);
    command.add(jdk.java());
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    if (jdk.version() >= JAVA_THAT_WARNS_OF_UNSAFE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(subject.options(threads));
    command.addAll(List.of("-cp", classPath, Worker.class.getName(), subject.type()));
    command.add(workload.id());
    command.add(Integer.toString(threads));
    command.add(Double.toString(warmUpSeconds));
    command.add(Double.toString(seconds));
    command.add(result.toString());
    return command;
  }

  private static void delete(File folder) throws IOException {
    File[] files = folder.listFiles();
    for (File file : files == null ? new File[0] : files) {
      Files.deleteIfExists(file.toPath());
    }
    Files.deleteIfExists(folder.toPath());
  }
}
