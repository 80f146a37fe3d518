package org.neurite.benchmarks.kernel;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.core.Backends;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code kernels} command: times kernels with JMH, between two measurements of the peak. */
@Command(
    name = "kernels",
    mixinStandardHelpOptions = true,
    description = "Times kernels of the JVM backend against the processor's peak.")
public final class Kernels implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kernels",
      split = ",",
      paramLabel = "NAME",
      description = "Which. Default: all.")
  private List<String> names = Kernel.ALL.stream().map(Kernel::name).toList();

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Threads of the backend. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--scalar",
      description = "Runs the kernels without the module jdk.incubator.vector.")
  private boolean scalar;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description =
          "Time of warming up, and of each of three measurements. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  private Kernels() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new Kernels());
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws RunnerException {
    List<Kernel> kernels = names.stream().map(this::kernel).toList();
    double before = peak();
    Map<String, Double> nanos = measured();
    double peak = Math.max(before, peak());
    PrintWriter out = commandLine().getOut();
    out.printf(Locale.ROOT, "peak: %.1f GFLOP/s with %d threads%n", peak * 1e-9, threads);
    try (Backend backend = Backends.open(Optional.empty(), new BackendSettings(threads))) {
      for (Kernel kernel : kernels) {
        double rate =
            KernelBenchmark.program(kernel, backend).flops(1) / (nanos.get(kernel.name()) * 1e-9);
        out.printf(
            Locale.ROOT,
            "%-24s %12.2f us %8.1f GFLOP/s %6.1f %% of the peak%n",
            kernel.name(),
            nanos.get(kernel.name()) * 1e-3,
            rate * 1e-9,
            100 * rate / peak);
      }
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private Kernel kernel(String name) {
    return Kernel.of(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    commandLine(),
                    "There is no kernel '%s'; there are %s"
                        .formatted(name, Kernel.ALL.stream().map(Kernel::name).toList())));
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "set by picocli").commandLine();
  }

  /** Operations per second of all threads together. */
  private double peak() throws RunnerException {
    Collection<RunResult> results =
        new Runner(options(PeakBenchmark.class).threads(threads).build()).run();
    return threads * PeakBenchmark.flops() / (nanos(results.iterator().next()) * 1e-9);
  }

  private Map<String, Double> measured() throws RunnerException {
    OptionsBuilder options = options(KernelBenchmark.class);
    options.param("kernel", names.toArray(String[]::new));
    options.param("threads", Integer.toString(threads));
    if (scalar) {
      options.jvmArgs();
    }
    Map<String, Double> nanos = new HashMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      nanos.put(result.getParams().getParam("kernel"), nanos(result));
    }
    return nanos;
  }

  private OptionsBuilder options(Class<?> benchmark) {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(benchmark.getName())
        .forks(1)
        .warmupIterations(3)
        .warmupTime(TimeValue.milliseconds((long) (seconds * 1000)))
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds((long) (seconds * 1000)))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    return options;
  }

  /** The best measurement: what disturbs only ever makes slower. */
  private static double nanos(RunResult result) {
    Result<?> primary = result.getPrimaryResult();
    return primary.getStatistics().getMin();
  }
}
