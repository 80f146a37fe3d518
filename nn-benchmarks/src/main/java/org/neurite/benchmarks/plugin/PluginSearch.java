package org.neurite.benchmarks.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code plugins} command: what it costs to find one plugin among many. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = "Times the first use of a plugin, alone in its jar and among many.")
public final class PluginSearch implements Callable<Integer> {
  private static final Pattern SPACE = Pattern.compile(" ");

  private static final List<String> FIGURES =
      List.of("without a plugin", "first plugin", "first plugin, warm JVM");

  @Option(
      names = "--plugins",
      paramLabel = "N",
      description = "How many are in the jar. Default: 200.")
  private int plugins = 200;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "JVMs that are started for each. Default: 5.")
  private int rounds = 5;

  @Spec private CommandSpec spec;

  private PluginSearch() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLine(new PluginSearch())
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("plugins");
    try {
      for (int count : new int[] {1, plugins}) {
        report(count, PluginJar.write(folder.resolve("of-" + count), count));
      }
    } finally {
      delete(folder);
    }
    return CommandLine.ExitCode.OK;
  }

  /** Medians over JVMs. */
  private void report(int count, Path jar) throws IOException, InterruptedException {
    List<List<Double>> times = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      times.add(inAnotherJvm(jar, PluginJar.last(count)));
    }
    for (int figure = 0; figure < FIGURES.size(); figure++) {
      int chosen = figure;
      List<Double> sorted = times.stream().map(t -> t.get(chosen)).sorted().toList();
      spec.commandLine()
          .getOut()
          .println(
              String.format(
                  Locale.ROOT,
                  "%4d in the jar, %-24s %7.1f ms  (%.1f to %.1f)",
                  count,
                  FIGURES.get(figure) + ":",
                  sorted.get(rounds / 2),
                  sorted.get(0),
                  sorted.get(rounds - 1)));
    }
  }

  private static List<Double> inAnotherJvm(Path jar, String name)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstUse.class.getName(),
                jar.toString(),
                name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the JVM that uses " + name + " failed: " + said);
      }
      return SPACE.splitAsStream(said).map(Double::valueOf).toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
