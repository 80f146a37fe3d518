package org.neurite.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neurite.benchmarks.workload.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who is measured, how long, and where figures go: options of every command that measures. */
final class Effort {
  /** System property with the root of the source tree, in which peers are built. */
  private static final String ROOT = "benchmarks.root";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--subjects",
      split = ",",
      paramLabel = "NAME",
      description = "Who; others are compared with the first. Default: all but openblas and ideal.")
  private List<String> subjects = SubjectSpec.DEFAULTS;

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

  /**
   * Measures, prints tables and writes the file.
   *
   * @param workloads what the subjects do
   * @return the figures
   * @throws ParameterException if an option makes no sense
   * @throws IOException if files or processes can't be made
   * @throws InterruptedException if this thread is interrupted
   */
  List<Entry> measure(List<Workload> workloads) throws IOException, InterruptedException {
    List<SubjectSpec> chosen =
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
            .run(workloads, chosen);
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
    return entries;
  }

  private Jdk jdk() {
    return java == null
        ? Jdk.running()
        : Jdk.at(java).orElseThrow(() -> bad("--java: there is no JDK in " + java));
  }

  /**
   * Looks names up.
   *
   * @param what they are, for messages
   * @param names what the user wrote
   * @param find looks one up
   * @param known names to suggest
   * @return what they stand for
   * @throws ParameterException if a name is unknown
   */
  <T> List<T> chosen(
      String what, List<String> names, Function<String, Optional<T>> find, List<String> known) {
    List<T> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          find.apply(name)
              .orElseThrow(
                  () ->
                      bad(
                          "There is no %s '%s'; there are %s"
                              .formatted(what, name, String.join(", ", known)))));
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
