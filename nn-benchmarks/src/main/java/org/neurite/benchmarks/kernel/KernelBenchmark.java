package org.neurite.benchmarks.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.program.Program;
import org.neurite.core.Backends;
import org.neurite.core.compile.Compiler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One run of a kernel's program. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {
  private static final long SEED = 42;

  /** Which kernel; the runner says. */
  @Param({"matmul-1024"})
  public String kernel = "";

  /** Threads of the backend. */
  @Param({"1"})
  public int threads = 1;

  private Optional<Backend> backend = Optional.empty();
  private Optional<Session> session = Optional.empty();

  /** Made by JMH. */
  public KernelBenchmark() {}

  /** Compiles the program and fills its inputs. */
  @Setup
  public void open() {
    Backend opened = Backends.open(Optional.empty(), new BackendSettings(threads));
    Program program = program(Kernel.of(kernel).orElseThrow(), opened);
    Session made = opened.prepare(program).open(1, SEED, Map.of());
    program.inputs().keySet().forEach(name -> fill(made.input(name)));
    backend = Optional.of(opened);
    session = Optional.of(made);
  }

  static Program program(Kernel kernel, Backend backend) {
    return Compiler.compile(kernel.name(), kernel.graph().get(), backend);
  }

  private static void fill(DeviceBuffer buffer) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[Math.toIntExact(buffer.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    buffer.write(values, 0, 0, values.length);
  }

  /**
   * Runs the program.
   *
   * @return whether it ran to its end
   */
  @Benchmark
  public boolean run() {
    return session.orElseThrow().run(1, 0);
  }

  /** Frees the memory. */
  @TearDown
  public void close() {
    session.ifPresent(Session::close);
    backend.ifPresent(Backend::close);
  }
}
