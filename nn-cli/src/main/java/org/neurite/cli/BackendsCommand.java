package org.neurite.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.neurite.core.Backends;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists backends and whether they can run here. */
@Command(
    name = "backends",
    description = "Lists what can compute, the default first.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class BackendsCommand implements Callable<Integer> {
  @Mixin private PluginOptions plugins = new PluginOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ClassLoader> loaders = plugins.loaders();
    List<Backends.Found> all = loaders.isEmpty() ? Backends.all() : Backends.all(loaders);
    for (Backends.Found found : all) {
      out.println(
          "%-10s %-12s %s"
              .formatted(
                  found.provider().name(),
                  found.probe().available() ? "available" : "unavailable",
                  found.probe().detail()));
    }
    if (all.isEmpty()) {
      out.println("none: there is no backend on the class path");
    }
    return all.stream().anyMatch(found -> found.probe().available()) ? 0 : Failures.CANNOT_RUN;
  }
}
