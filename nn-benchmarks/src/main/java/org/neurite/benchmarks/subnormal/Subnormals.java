package org.neurite.benchmarks.subnormal;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Workload;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code subnormals} command: how much slower steps get when gradients and moments vanish. */
@Command(
    name = "subnormals",
    mixinStandardHelpOptions = true,
    description = "Times training steps whose numbers are subnormal beside ordinary ones.")
public final class Subnormals implements Callable<Integer> {
  /** After so many steps without gradients all moments have decayed as far as they do. */
  private static final int STEPS_OF_DECAY = 1200;

  /** Ordinary steps before the clock starts: enough to be ordinary again. */
  private static final int STEPS_TO_SETTLE = 50;

  @Option(
      names = "--workload",
      defaultValue = "W3",
      paramLabel = "ID",
      description =
          "A classification by dense layers: W1, W3, W4 or mlp-<width>x<depth>-b<batch>, with Adam."
              + " Default: ${DEFAULT-VALUE}.")
  private String workload = "";

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads of the backend. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Turns of each kind of step. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--steps",
      defaultValue = "400",
      description = "Steps that are timed in each turn. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--warmup",
      defaultValue = "4000",
      description = "Steps before the first turn. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Spec private CommandSpec spec;

  private Subnormals() {}

  /** One turn: a step's median time, and how much of the moments is subnormal at its end. */
  private record Turn(double nanos, double share) {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLine(new Subnormals())
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() throws UnsupportedWorkloadException {
    require(threads >= 1, "--threads must be at least 1");
    require(rounds >= 1 && steps >= 1, "--rounds and --steps must be at least 1");
    require(warmUp >= 0, "--warmup must not be negative");
    Workload chosen =
        Workload.of(workload).filter(Subnormals::isDenseClassification).orElseThrow(this::unknown);
    Map<Phase, List<Turn>> turns = new EnumMap<>(Phase.class);
    try (Neurite neurite = Neurite.create(new NeuriteModule().threads(threads));
        ScaledTraining training = new ScaledTraining(neurite, chosen)) {
      training.run(Phase.ORDINARY, warmUp);
      for (int round = 0; round < rounds; round++) {
        for (Phase phase : Phase.values()) {
          turns.computeIfAbsent(phase, p -> new ArrayList<>()).add(turn(training, phase));
        }
      }
    }
    for (Phase phase : Phase.values()) {
      print(phase, turns.get(phase), median(turns.get(Phase.ORDINARY)));
    }
    return CommandLine.ExitCode.OK;
  }

  private Turn turn(ScaledTraining training, Phase phase) {
    if (phase == Phase.ORDINARY) {
      training.restart();
    }
    training.run(phase, phase == Phase.ORDINARY ? STEPS_TO_SETTLE : STEPS_OF_DECAY);
    double[] nanos = training.run(phase, steps);
    Arrays.sort(nanos);
    return new Turn(nanos[nanos.length / 2], training.subnormalShare());
  }

  private void print(Phase phase, List<Turn> turns, double ordinary) {
    double[] nanos = turns.stream().mapToDouble(Turn::nanos).sorted().toArray();
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%-22s %9.1f us a step (%.1f to %.1f), x %.2f; %5.1f %% of the moments subnormal",
                phase.title() + ":",
                median(turns) * 1e-3,
                nanos[0] * 1e-3,
                nanos[nanos.length - 1] * 1e-3,
                median(turns) / ordinary,
                100 * turns.get(turns.size() - 1).share()));
  }

  private static double median(List<Turn> turns) {
    return turns.stream().map(Turn::nanos).sorted().toList().get(turns.size() / 2);
  }

  private static boolean isDenseClassification(Workload workload) {
    return workload.kind() == Workload.Kind.TRAINING
        && workload.network() instanceof Mlp mlp
        && !mlp.isRegression();
  }

  private ParameterException unknown() {
    return bad(
        "There is no classification by dense layers '%s'; there are W1, W3, W4 and names like"
                .formatted(workload)
            + " mlp-512x3-b128");
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw bad(message);
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
