package org.neurite.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*:[a-z][a-z0-9]*(-[a-z0-9]+)*");

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
          "layer, activation, loss, optimizer, initializer, schedule or metric. Default: layer.")
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
        NAME.matcher(name).matches(),
        "--name",
        "vendor:name of a-z, 0-9 and '-'",
        "'" + name + "'");
    Usage.require(
        PluginProject.KINDS.contains(kind),
        "--kind",
        "one of " + String.join(", ", PluginProject.KINDS),
        "'" + kind + "'");
    new PluginProject(name, kind).write(folder);
    spec.commandLine()
        .getOut()
        .println(
            "written to %s%nnow: (cd %s && mvn verify), then ./nn plugins --plugins %s"
                .formatted(folder, folder, folder.resolve("target")));
    return 0;
  }
}
