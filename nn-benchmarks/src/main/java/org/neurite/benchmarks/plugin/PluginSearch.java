package org.neurite.benchmarks.plugin;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.neurite.benchmarks.jvm.FreshJvm;
import org.neurite.benchmarks.jvm.Spread;
import org.neurite.benchmarks.jvm.TemporaryFolder;
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
    try (TemporaryFolder folder = new TemporaryFolder("plugins")) {
      for (int count : new int[] {1, plugins}) {
        report(count, PluginJar.write(folder.path().resolve("of-" + count), count));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void report(int count, Path jar) throws IOException, InterruptedException {
    List<List<Double>> times = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      times.add(FreshJvm.like().run(FirstUse.class, jar.toString(), PluginJar.last(count)));
    }
    for (int figure = 0; figure < FIGURES.size(); figure++) {
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%4d in the jar, %-24s %s%n",
              count,
              FIGURES.get(figure) + ":",
              Spread.of(times, figure).text("ms"));
    }
  }
}
