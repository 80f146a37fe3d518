package org.neurite.core.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.Component;
import org.neurite.api.component.ComponentProvider;

/**
 * The plugins of one kind: what can be used, and what cannot with the reason. Filled by {@link
 * Discovery}, then only read.
 */
final class Found {
  private final SortedMap<String, ComponentEntry> entries = new TreeMap<>();
  private final Map<String, ComponentEntry> byAlias = new HashMap<>();
  private final Map<Class<?>, Supplier<? extends ComponentProvider<?>>> providers = new HashMap<>();
  private final Map<String, Problem> refused = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Adds a component, unless another one has its name: then neither can be used. */
  Optional<Problem> add(ComponentEntry entry, Supplier<? extends ComponentProvider<?>> provider) {
    ComponentEntry other = entries.get(entry.name());
    if (other == null && !refused.containsKey(entry.name())) {
      entries.put(entry.name(), entry);
      entry.aliases().forEach(alias -> byAlias.putIfAbsent(alias, entry));
      providers.put(entry.type(), provider);
      return Optional.empty();
    }
    if (other == null || !isDifferent(entry, other)) {
      return Optional.empty();
    }
    entries.remove(entry.name());
    byAlias.values().remove(other);
    Problem problem =
        Problem.of(ErrorCode.DUPLICATE_COMPONENT)
            .at(entry.kind().label() + " " + entry.name())
            .expected("one component of that name")
            .found(describe(other) + " and " + describe(entry))
            .mend("remove one of the two from the class path; until then neither is used");
    refuse(entry.name(), problem);
    return Optional.of(problem);
  }

  /** The same class from the same place, seen through two class loaders, is no conflict. */
  private static boolean isDifferent(ComponentEntry a, ComponentEntry b) {
    return !a.type().getName().equals(b.type().getName()) || !a.source().equals(b.source());
  }

  private static String describe(ComponentEntry entry) {
    return entry.type().getName() + " in " + entry.source();
  }

  /** Notes why a name cannot be used. */
  void refuse(String name, Problem problem) {
    refused.put(name, problem);
    problems.add(problem);
  }

  /** Notes something that no name is known of. */
  void report(Problem problem) {
    problems.add(problem);
  }

  Optional<ComponentEntry> entry(String name) {
    return Optional.ofNullable(entries.get(name)).or(() -> Optional.ofNullable(byAlias.get(name)));
  }

  Optional<ComponentEntry> entry(Class<? extends Component> type) {
    return entries.values().stream().filter(entry -> entry.type() == type).findFirst();
  }

  List<ComponentEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** Why a name that was found is not used. */
  Optional<Problem> refusal(String name) {
    return Optional.ofNullable(refused.get(name));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Creates the provider of a component. */
  Optional<ComponentProvider<?>> provider(Class<? extends Component> type) {
    Supplier<? extends ComponentProvider<?>> supplier = providers.get(type);
    return supplier == null ? Optional.empty() : Optional.of(supplier.get());
  }
}
