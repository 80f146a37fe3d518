package org.neurite.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neurite.cli.plugin.PluginProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Begins a plugin: a complete Maven project whose tests pass. */
@Command(
    name = "new",
    description = "Writes a complete Maven project with one component and its contract test.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class PluginsNewCommand implements Callable<Integer> {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "VENDOR:NAME",
      description = "What the component is called, for instance acme:thing.")
  private String name = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "layer, merge, activation, loss, optimizer, initializer, schedule, metric, regularizer,"
              + " constraint, listener or source. Default: layer.")
  private String kind = "layer";

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "Where the project goes; must be empty or not there.")
  private Path folder = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Usage.require(
        PluginProject.KINDS.contains(kind),
        "--kind",
        "one of " + String.join(", ", PluginProject.KINDS),
        "'" + kind + "'");
    PluginProject project = PluginProject.of(name, kind);
    project.write(folder);
    PrintWriter out = spec.commandLine().getOut();
    out.println("written to " + folder);
    if (project.needsInstalledNeurite()) {
      out.println("once, in Neurite's own folder: mvn -B -ntp install -DskipTests");
    }
    out.println(
        "now: (cd %s && mvn verify), then ./nn plugins --plugins %s"
            .formatted(folder, folder.resolve("target")));
    return 0;
  }
}
