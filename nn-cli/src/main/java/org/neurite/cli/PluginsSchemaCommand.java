package org.neurite.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.registry.ComponentSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Prints a JSON schema, by which editors complete and check models. */
@Command(
    name = "schema",
    description = "Prints the JSON schema of a component, or of a whole model.json.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class PluginsSchemaCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A component. None: model.json as a whole.")
  private Optional<String> name = Optional.empty();

  @Mixin private ComponentChoice choice = new ComponentChoice();
  @Mixin private PluginOptions plugins = new PluginOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ComponentRegistry registry = plugins.registry();
    ComponentSchema schemas = new ComponentSchema(registry);
    ObjectNode schema =
        name.map(n -> schemas.component(choice.find(registry, n).get(0))).orElseGet(schemas::model);
    spec.commandLine().getOut().println(schema.toPrettyString());
    return 0;
  }
}
