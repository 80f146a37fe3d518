package org.neurite.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurite.api.Problem;
import org.neurite.core.NeuriteModule;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.registry.PluginFolder;
import picocli.CommandLine.Option;

/** Where plugins are. Their jars stay open until the command ends. */
final class PluginOptions {
  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "A folder of plugin jars. Default: those on the class path.")
  private Optional<Path> folder = Optional.empty();

  NeuriteModule module() {
    return new NeuriteModule().classLoaders(loaders());
  }

  ComponentRegistry registry() {
    return folder.isPresent()
        ? ComponentRegistry.discover(loaders(), List.of())
        : ComponentRegistry.discover();
  }

  List<ClassLoader> loaders() {
    return folder.map(dir -> PluginFolder.open(dir).loaders()).orElse(List.of());
  }

  /** Providers in the folder that nobody finds. */
  List<Problem> undeclared() {
    return folder.map(dir -> PluginFolder.open(dir).undeclared()).orElse(List.of());
  }

  /** Where plugins were looked for, in words. */
  String place() {
    return folder
        .map(dir -> "no jar in " + dir + " declares a component in META-INF/services")
        .orElse("no plugin is on the class path; --plugins DIR names a folder of jars");
  }
}
