package org.neurite.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.neurite.cli.example.Example;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists examples, or runs one. */
@Command(
    name = "example",
    description = "Lists the examples, or runs one.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class ExampleCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Which one to run. None: list them.")
  private Optional<String> name = Optional.empty();

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What to pass on to it.")
  private List<String> arguments = List.of();

  @Spec private CommandSpec spec;

  @Spec
  void passOptionsOn(CommandSpec command) {
    command.parser().stopAtPositional(true);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Example> all =
        ServiceLoader.load(Example.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Example::name))
            .toList();
    if (all.isEmpty()) {
      out.println("none: there are no examples on the class path");
    }
    if (name.isEmpty()) {
      all.forEach(example -> out.println("%-20s %s".formatted(example.name(), example.summary())));
      return 0;
    }
    find(all, name.get()).run(arguments, out);
    out.flush();
    return 0;
  }

  private static Example find(List<Example> all, String name) {
    Optional<Example> found =
        all.stream().filter(e -> plain(e.name()).equals(plain(name))).findFirst();
    String names = all.stream().map(Example::name).collect(Collectors.joining(", "));
    Usage.require(found.isPresent(), "example", "one of " + names, "'" + name + "'");
    return found.orElseThrow();
  }

  /** {@code LogicGates} and {@code logic-gates} are the same example: its class and its name. */
  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }
}
