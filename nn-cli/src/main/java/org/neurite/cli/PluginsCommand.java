package org.neurite.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.neurite.api.Problem;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the components that plugins bring, and what is wrong with any of them. */
@Command(
    name = "plugins",
    description = "Lists components of plugins; describes, checks and begins them.",
    subcommands = {
      PluginsDescribeCommand.class,
      PluginsSchemaCommand.class,
      PluginsCheckCommand.class,
      PluginsNewCommand.class
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class PluginsCommand implements Callable<Integer> {
  @Mixin private PluginOptions plugins = new PluginOptions();

  @Option(names = "--all", description = "List Neurite's own components, too.")
  private boolean all;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ComponentRegistry registry = plugins.registry();
    List<ComponentEntry> entries =
        Arrays.stream(ComponentKind.values())
            .flatMap(kind -> registry.entries(kind).stream())
            .filter(entry -> all || entry.isPlugin())
            .toList();
    entries.forEach(
        entry ->
            out.println(
                "%-12s %-28s %s".formatted(entry.kind().label(), entry.name(), entry.source())));
    if (entries.isEmpty()) {
      out.println("none: " + plugins.place());
    }
    List<Problem> problems = new ArrayList<>(registry.problems());
    problems.addAll(plugins.undeclared());
    problems.forEach(problem -> spec.commandLine().getErr().println("nn: " + problem.message()));
    return problems.isEmpty() ? 0 : Failures.BAD_INPUT;
  }
}
