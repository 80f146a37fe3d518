package org.neurite.benchmarks.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import org.neurite.benchmarks.workload.Workload.Kind;

/** The process in which one subject does one workload once. */
public final class Worker {
  /** A training of so many steps must have learned something. */
  private static final int STEPS_TO_LEARN = 100;

  private static final Path STATUS = Path.of("/proc/self/status");

  private Worker() {}

  /**
   * Measures and writes an {@link Outcome}.
   *
   * @param args class of the subject, workload, threads, seconds to warm up, seconds to measure,
   *     file for the outcome
   * @throws Exception if the outcome can't be written
   */
  public static void main(String[] args) throws Exception {
    Subject subject =
        Class.forName(args[0]).asSubclass(Subject.class).getDeclaredConstructor().newInstance();
    int threads = Integer.parseInt(args[2]);
    Workload workload = Workload.of(args[1]).orElseThrow();
    Meter meter =
        new Meter(
            System::nanoTime,
            Double.parseDouble(args[3]),
            Double.parseDouble(args[4]),
            workload.kind() == Kind.LATENCY);
    measure(subject, workload, threads, meter).write(Path.of(args[5]));
    System.exit(0); // native libraries leave threads behind
  }

  private static Outcome measure(Subject subject, Workload workload, int threads, Meter meter) {
    String version = "";
    String settings = "";
    try {
      version = subject.version();
      settings = subject.settings(threads);
      Samples samples = new Samples(workload);
      try (Task task = subject.open(workload, samples, threads)) {
        task.run(samples.batches(), meter);
        double peak = peakRssMb();
        double loss = task.loss();
        return judged(workload, meter, loss)
            .map(problem -> Outcome.failed(subject.version(), subject.settings(threads), problem))
            .orElse(outcome(subject, workload, threads, meter, peak, loss));
      }
    } catch (UnsupportedWorkloadException e) {
      return Outcome.failed(version, settings, e.getMessage());
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      e.printStackTrace(System.err);
      return Outcome.failed(version, settings, cause(e).toString());
    }
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** A subject that does not train is not fast. */
  private static Optional<String> judged(Workload workload, Meter meter, double loss) {
    if (workload.kind() != Kind.TRAINING) {
      return Optional.empty();
    }
    boolean learned = meter.ticks() < STEPS_TO_LEARN || loss < workload.chanceLoss();
    return Double.isFinite(loss) && learned
        ? Optional.empty()
        : Optional.of("it does not learn: the loss is " + loss + " after " + meter.ticks());
  }

  private static Outcome outcome(
      Subject subject, Workload workload, int threads, Meter meter, double peak, double loss) {
    boolean latency = workload.kind() == Kind.LATENCY;
    return new Outcome(
        subject.version(),
        subject.settings(threads),
        latency ? Double.NaN : meter.median() * workload.batch(),
        latency ? meter.median() * 1e-3 : Double.NaN,
        latency ? meter.quantile(0.99) * 1e-3 : Double.NaN,
        peak,
        (meter.firstTickMillis() - startMillis()) * 1e-3,
        loss,
        meter.ticks(),
        Optional.empty());
  }

  /** When this JVM began to start. */
  private static long startMillis() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getUptime();
  }

  /** Linux counts it in kB of 2^10 bytes. */
  private static double peakRssMb() {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
