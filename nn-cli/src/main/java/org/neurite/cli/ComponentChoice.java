package org.neurite.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import picocli.CommandLine.Option;

/** Which component: a name, and its kind where several kinds have it. */
final class ComponentChoice {
  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Which kind, where several have that name: layer, activation, loss ...")
  private Optional<String> kind = Optional.empty();

  /** All components of that name. */
  List<ComponentEntry> find(ComponentRegistry registry, String name) {
    List<ComponentEntry> found =
        kinds()
            .flatMap(k -> registry.entries(k).stream())
            .filter(entry -> entry.name().equals(name))
            .toList();
    return found.isEmpty()
        ? List.of(registry.find(kinds().findFirst().orElseThrow(), name, "plugins"))
        : found;
  }

  private Stream<ComponentKind> kinds() {
    return kind.map(label -> Stream.of(kind(label)))
        .orElseGet(() -> Arrays.stream(ComponentKind.values()));
  }

  static ComponentKind kind(String label) {
    Optional<ComponentKind> found =
        Arrays.stream(ComponentKind.values()).filter(k -> k.label().equals(label)).findFirst();
    String labels =
        Arrays.stream(ComponentKind.values())
            .map(ComponentKind::label)
            .collect(Collectors.joining(", "));
    Usage.require(found.isPresent(), "--kind", "one of " + labels, "'" + label + "'");
    return found.orElseThrow();
  }
}
