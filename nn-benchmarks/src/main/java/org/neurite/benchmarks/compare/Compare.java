package org.neurite.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.neurite.benchmarks.workload.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The {@code compare} command. Exit codes: 0 if measuring ended, also where a subject can't do a
 * workload; 2 for a mistake in the command line.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Times training and prediction of Neurite and other libraries, in turn.")
public final class Compare implements Callable<Integer> {
  @Mixin private Effort effort = new Effort();

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "ID",
      description =
          "Which: W1 to W7, I1 to I3, P1 to P4, or mlp-<width>x<depth>-b<batch>. Default: W1 to W7,"
              + " I1 to I3.")
  private List<String> workloads =
      List.of("W1", "W2", "W3", "W4", "W5", "W6", "W7", "I1", "I2", "I3");

  private Compare() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Runs the command.
   *
   * @param args the command line
   * @param out receives tables
   * @param err receives progress and errors
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return execute(new Compare(), args, out, err);
  }

  static int execute(Object command, String[] args, PrintStream out, PrintStream err) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    effort.measure(
        effort.chosen(
            "workload",
            workloads,
            Workload::of,
            Workload.NAMED.stream().map(Workload::id).toList()));
    return CommandLine.ExitCode.OK;
  }
}
