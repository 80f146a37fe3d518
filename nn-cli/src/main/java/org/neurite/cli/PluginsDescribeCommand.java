package org.neurite.cli;

import java.util.concurrent.Callable;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes a component and its settings. */
@Command(
    name = "describe",
    description = "Describes a component: where it is from, and its settings.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class PluginsDescribeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "For instance acme:thing, or dense.")
  private String name = "";

  @Mixin private ComponentChoice choice = new ComponentChoice();
  @Mixin private PluginOptions plugins = new PluginOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    for (ComponentEntry entry : choice.find(plugins.registry(), name)) {
      ComponentText.describe(entry).forEach(spec.commandLine().getOut()::println);
    }
    return 0;
  }
}
