package org.neurite.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.neurite.api.Problem;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.registry.PluginFolder;
import org.neurite.testkit.ContractCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the contract on every component of a jar. */
@Command(
    name = "check",
    description = "Runs the contract of its kind on every component in a jar.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class PluginsCheckCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "JAR", description = "A plugin.")
  private Path jar = Path.of("");

  @Option(names = "--verbose", description = "Name the rules that hold, too.")
  private boolean verbose;

  @Mixin private PluginOptions others = new PluginOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (PluginFolder plugin = PluginFolder.ofJar(jar)) {
      List<ClassLoader> loaders = new ArrayList<>(plugin.loaders());
      loaders.addAll(others.loaders());
      ComponentRegistry registry = ComponentRegistry.discover(loaders, List.of());
      List<ComponentEntry> entries =
          Arrays.stream(ComponentKind.values())
              .flatMap(kind -> registry.entries(kind).stream())
              .filter(entry -> plugin.loaders().contains(entry.type().getClassLoader()))
              .toList();
      List<Problem> problems = new ArrayList<>(registry.problems());
      problems.addAll(plugin.undeclared());
      return check(registry, entries, problems) ? 0 : Failures.BAD_INPUT;
    }
  }

  private boolean check(
      ComponentRegistry registry, List<ComponentEntry> entries, List<Problem> problems) {
    PrintWriter out = spec.commandLine().getOut();
    problems.forEach(problem -> out.println("broken  " + problem.message()));
    boolean holds = problems.isEmpty() && !entries.isEmpty();
    for (ComponentEntry entry : entries) {
      ContractCheck.Report report = ContractCheck.check(registry, entry);
      print(report, out);
      holds &= report.holds();
    }
    if (entries.isEmpty()) {
      out.println("no component in " + jar);
    }
    return holds;
  }

  private void print(ContractCheck.Report report, PrintWriter out) {
    out.println(report.subject());
    for (ContractCheck.Result result : report.results()) {
      if (result.failure().isPresent()) {
        out.println("  FAILS " + result.rule() + ": " + result.failure().get());
      } else if (verbose) {
        out.println("  holds " + result.rule());
      }
    }
    long held = report.results().stream().filter(r -> r.failure().isEmpty()).count();
    out.println("  %d of %d rules hold".formatted(held, report.results().size()));
    out.flush();
  }
}
