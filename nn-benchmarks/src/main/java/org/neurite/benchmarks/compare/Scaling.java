package org.neurite.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neurite.benchmarks.workload.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code scaling} command: how the time of a training step grows with the network. */
@Command(
    name = "scaling",
    mixinStandardHelpOptions = true,
    description = "Draws the time of a training step against width, batch and depth.")
public final class Scaling implements Callable<Integer> {
  @Mixin private Effort effort = new Effort();

  @Option(
      names = "--plot",
      required = true,
      paramLabel = "FILE",
      description = "Where the picture goes, a PNG file.")
  private @Nullable Path plot;

  private Scaling() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    return Compare.execute(new Scaling(), args, out, err);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Workload> workloads =
        Sweep.ALL.stream().flatMap(sweep -> sweep.workloads().stream()).distinct().toList();
    ScalingPlot.write(
        Objects.requireNonNull(plot, "required"), Sweep.ALL, effort.measure(workloads));
    return CommandLine.ExitCode.OK;
  }
}
