package org.neurite.benchmarks.callers;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.neurite.benchmarks.jvm.FreshJvm;
import org.neurite.benchmarks.jvm.Spread;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code callers} command: how predictions grow with the threads that ask for them. */
@Command(
    name = "callers",
    mixinStandardHelpOptions = true,
    description =
        "Times single-row predictions of several threads on one predictor, 784-256-128-10, and"
            + " compares every answer with that of one thread.")
public final class Callers implements Callable<Integer> {
  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "How many threads ask. Default: 1,2,4,64.")
  private List<Integer> threads = List.of(1, 2, 4, 64);

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long they ask, after warming up. Default: 3.")
  private double seconds = 3;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "JVMs that are started for each number of threads. Default: 3.")
  private int rounds = 3;

  @Spec private CommandSpec spec;

  private Callers() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLine(new Callers())
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    FreshJvm jvm = FreshJvm.like().with("--add-modules=jdk.incubator.vector");
    Map<Integer, List<List<Double>>> runs = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      for (int count : threads) {
        runs.computeIfAbsent(count, k -> new ArrayList<>())
            .add(jvm.run(Asking.class, Integer.toString(count), Double.toString(seconds)));
      }
    }
    runs.forEach(this::report);
    boolean same =
        runs.values().stream().flatMap(List::stream).allMatch(run -> run.get(1).equals(0.0));
    return same ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void report(int count, List<List<Double>> figures) {
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%3d threads: %s, %.0f answers differ, %.3f bytes each%n",
            count,
            Spread.of(figures, 0).text("predictions/s"),
            Spread.of(figures, 1).most(),
            Spread.of(figures, 2).median());
  }
}
