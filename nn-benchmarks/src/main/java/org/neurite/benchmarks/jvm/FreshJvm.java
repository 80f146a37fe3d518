package org.neurite.benchmarks.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Starts programs that print figures, each in a JVM of its own, of this JVM's version.
 *
 * @param options what the JVM is given
 * @param classPath where the classes are
 */
public record FreshJvm(List<String> options, String classPath) {
  private static final Pattern SPACE = Pattern.compile(" ");

  /** Copies the list. */
  public FreshJvm {
    options = List.copyOf(options);
  }

  /**
   * A JVM with this one's class path.
   *
   * @return without options
   */
  public static FreshJvm like() {
    return new FreshJvm(List.of(), System.getProperty("java.class.path"));
  }

  /**
   * One more option.
   *
   * @param option for instance {@code -Xshare:off}
   * @return a copy
   */
  public FreshJvm with(String option) {
    List<String> all = new ArrayList<>(options);
    all.add(option);
    return new FreshJvm(all, classPath);
  }

  /**
   * Runs a program to its end.
   *
   * @param program has a main method, which prints numbers in its last line
   * @param arguments what it is given
   * @return the numbers
   * @throws IOException if the process can't be started
   * @throws InterruptedException if this thread is interrupted
   */
  public List<Double> run(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream out = process.getInputStream()) {
      List<String> said = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (process.waitFor() != 0 || said.isEmpty()) {
        throw new IllegalStateException(
            program.getSimpleName() + " failed: " + String.join(" / ", said));
      }
      return SPACE.splitAsStream(said.get(said.size() - 1)).map(Double::valueOf).toList();
    }
  }
}
