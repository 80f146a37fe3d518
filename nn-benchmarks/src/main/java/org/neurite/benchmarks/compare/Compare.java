package org.neurite.benchmarks.compare;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neurite.benchmarks.workload.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code compare} command. Exit codes: 0 if measuring ended, also where a subject can't do a
 * workload; 2 for a mistake in the command line.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Times training and prediction of Neurite and other libraries, in turn.")
public final class Compare implements Callable<Integer> {
  /** System property with the root of the source tree, in which peers are built. */
  public static final String ROOT = "benchmarks.root";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "ID",
      description =
          "Which: W1 to W7, I1 to I3, P1 to P4, or mlp-<width>x<depth>-b<batch>. Default: W1 to W7,"
              + " I1 to I3.")
  private List<String> workloads =
      List.of("W1", "W2", "W3", "W4", "W5", "W6", "W7", "I1", "I2", "I3");

  @Option(
      names = "--subjects",
      split = ",",
      paramLabel = "NAME",
      description = "Who; others are compared with the first. Default: all but openblas.")
  private List<String> subjects =
      SubjectSpec.ALL.stream().map(SubjectSpec::name).filter(n -> !n.equals("openblas")).toList();

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Turns of each subject. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads each may use. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--warmup",
      defaultValue = "3",
      paramLabel = "SECONDS",
      description = "Time before measuring, in each turn. Default: ${DEFAULT-VALUE}.")
  private double warmUpSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      paramLabel = "SECONDS",
      description = "Time of measuring, in each turn. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--java",
      paramLabel = "HOME",
      description = "The JDK that subjects run in. Default: the one that runs this.")
  private @Nullable Path java;

  @Option(
      names = "--prefix",
      split = " ",
      paramLabel = "COMMAND",
      description = "Command that starts each subject, for instance 'taskset -c 0,1'.")
  private List<String> prefix = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures as JSON.")
  private @Nullable Path json;

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
    return new CommandLine(new Compare())
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() throws Exception {
    List<Workload> chosenWorkloads =
        chosen(
            "workload",
            workloads,
            Workload::of,
            Workload.NAMED.stream().map(Workload::id).toList());
    List<SubjectSpec> chosenSubjects =
        chosen(
            "subject",
            subjects,
            SubjectSpec::of,
            SubjectSpec.ALL.stream().map(SubjectSpec::name).toList());
    require(rounds >= 1, "--rounds must be at least 1");
    require(threads >= 1, "--threads must be at least 1");
    require(warmUpSeconds >= 0 && seconds > 0, "--warmup and --seconds must be positive");
    Jdk jdk = jdk();
    String load = Machine.load();
    List<Entry> entries =
        new Comparison(
                new SubjectJvm(threads, warmUpSeconds, seconds, prefix),
                jdk,
                Optional.ofNullable(System.getProperty(ROOT)).map(Path::of),
                rounds,
                commandLine().getErr())
            .run(chosenWorkloads, chosenSubjects);
    PrintWriter out = commandLine().getOut();
    out.printf(
        "%s; Java %d, %d threads, load average %s when it began%n",
        Machine.description(), jdk.version(), threads, load);
    out.print(Table.of(entries));
    out.flush();
    if (json != null) {
      JsonFile.write(
          json,
          entries,
          new JsonFile.Conditions(Machine.description(), jdk.version(), threads, load));
    }
    return CommandLine.ExitCode.OK;
  }

  private Jdk jdk() {
    return java == null
        ? Jdk.running()
        : Jdk.at(java).orElseThrow(() -> bad("--java: there is no JDK in " + java));
  }

  private <T> List<T> chosen(
      String what, List<String> names, Function<String, Optional<T>> find, List<String> known) {
    List<T> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          find.apply(name)
              .orElseThrow(
                  () ->
                      bad(
                          "There is no %s '%s'; there are %s"
                              .formatted(
                                  what, name, known.stream().collect(Collectors.joining(", "))))));
    }
    return found;
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw bad(message);
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "set by picocli").commandLine();
  }
}
