package org.neurite.core.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** Who answers to a name: its own or an alias. */
  private final Map<String, ComponentEntry> byName = new HashMap<>();

  private final Map<Class<?>, Supplier<? extends ComponentProvider<?>>> providers = new HashMap<>();
  private final Map<String, Problem> refused = new HashMap<>();

  /** Earlier names of components that cannot be used. */
  private final Map<String, Problem> lost = new HashMap<>();

  private final List<Problem> problems = new ArrayList<>();

  /**
   * Adds a component. Another one that has its name cannot be used either, and an alias that two
   * have is nobody's.
   */
  void add(ComponentEntry entry, Supplier<? extends ComponentProvider<?>> provider) {
    ComponentEntry other = byName.get(entry.name());
    if (other != null && isDifferent(entry, other)) {
      conflict(entry.name(), other, entry);
      return;
    }
    if (other != null || refused.containsKey(entry.name())) {
      return;
    }
    entries.put(entry.name(), entry);
    byName.put(entry.name(), entry);
    providers.put(entry.type(), provider);
    for (String alias : entry.aliases()) {
      ComponentEntry holder = refused.containsKey(alias) ? null : byName.putIfAbsent(alias, entry);
      if (holder != null && isDifferent(entry, holder)) {
        conflict(alias, holder, entry);
      }
    }
  }

  /** Takes a name from both who have it. Whose own name it is can then no longer be used. */
  private void conflict(String name, ComponentEntry holder, ComponentEntry claimant) {
    byName.remove(name);
    if (holder.name().equals(name)) {
      entries.remove(name);
      providers.remove(holder.type());
      byName.values().removeIf(holder::equals);
    }
    boolean own = holder.name().equals(name) && claimant.name().equals(name);
    Problem problem =
        Problem.of(ErrorCode.DUPLICATE_COMPONENT)
            .at(claimant.kind().label() + " " + name)
            .expected("one component of that name")
            .found(describe(holder, name) + " and " + describe(claimant, name))
            .mend(
                own
                    ? "remove one of the two from the class path; until then neither is used"
                    : "remove one of the two from the class path, or that alias; until then"
                        + " nobody answers to it");
    refuse(name, problem);
    for (ComponentEntry entry : List.of(holder, claimant)) {
      if (entry.name().equals(name)) {
        entry.aliases().forEach(alias -> lost.put(alias, problem));
      }
    }
  }

  /** The same class from the same place, seen through two class loaders, is no conflict. */
  private static boolean isDifferent(ComponentEntry a, ComponentEntry b) {
    return !a.type().getName().equals(b.type().getName()) || !a.source().equals(b.source());
  }

  private static String describe(ComponentEntry entry, String name) {
    String alias = entry.name().equals(name) ? "" : " (an alias of " + entry.name() + ")";
    return entry.type().getName() + alias + " in " + entry.source();
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

  /** Names that somebody answers to, aliases among them. */
  Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  Optional<ComponentEntry> entry(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<ComponentEntry> entry(Class<? extends Component> type) {
    return entries.values().stream().filter(entry -> entry.type() == type).findFirst();
  }

  List<ComponentEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** Why a name that was found is not used. */
  Optional<Problem> refusal(String name) {
    return Optional.ofNullable(refused.getOrDefault(name, lost.get(name)));
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
