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
  /** One that is not on the class path unless somebody wants it. */
  private static final String NATIVE = "nd4j";

  private static final String HOW_TO_ADD =
      "add org.neurite:nn-backend-nd4j; ./nn does for --backend nd4j or NN_BACKENDS=nd4j (124 MB)";

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ClassLoader> loaders = plugins.loaders();
    List<Backends.Found> all = loaders.isEmpty() ? Backends.all() : Backends.all(loaders);
    for (Backends.Found found : all) {
      String state = found.probe().available() ? "available" : "unavailable";
      out.println(line(found.provider().name(), state, found.probe().detail()));
    }
    if (all.stream().noneMatch(found -> found.provider().name().equals(NATIVE))) {
      out.println(line(NATIVE, "absent", HOW_TO_ADD));
    }
    if (all.isEmpty()) {
      out.println("none: there is no backend on the class path");
    }
    return all.stream().anyMatch(found -> found.probe().available()) ? 0 : Failures.CANNOT_RUN;
  }

  private static String line(String name, String state, String detail) {
    return "%-10s %-12s %s".formatted(name, state, detail);
  }
}
