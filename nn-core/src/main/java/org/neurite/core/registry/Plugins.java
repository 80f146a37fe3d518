package org.neurite.core.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.Problem;
import org.neurite.api.component.Component;
import org.neurite.api.component.ComponentProvider;

/**
 * The plugins that class loaders see. Each kind is searched when a plugin of that kind is first
 * asked for: who uses none waits for none, and who asks for a name loads the classes of no others.
 * Thread-safe.
 */
final class Plugins {
  private final List<ClassLoader> loaders;
  private final List<? extends ComponentProvider<?>> given;
  private final Map<ComponentKind, Found> found = new EnumMap<>(ComponentKind.class);
  private final Map<ComponentKind, Optional<NameSearch>> searches =
      new EnumMap<>(ComponentKind.class);

  Plugins(Collection<ClassLoader> loaders, Collection<? extends ComponentProvider<?>> given) {
    this.loaders = List.copyOf(loaders);
    this.given = List.copyOf(given);
  }

  /** The same providers, seen through other class loaders. */
  Plugins through(Collection<ClassLoader> others) {
    return new Plugins(others, given);
  }

  List<ClassLoader> loaders() {
    return loaders;
  }

  synchronized Found of(ComponentKind kind) {
    searches.remove(kind);
    return found.computeIfAbsent(kind, k -> Discovery.of(k, loaders, given));
  }

  /** A component by its name, or by one that it had before. */
  synchronized Optional<ComponentEntry> entry(ComponentKind kind, String name) {
    if (!found.containsKey(kind)) {
      Optional<ComponentEntry> entry = search(kind).flatMap(search -> search.find(name));
      if (entry.isPresent()) {
        return entry;
      }
    }
    return of(kind).entry(name);
  }

  private Optional<NameSearch> search(ComponentKind kind) {
    return searches.computeIfAbsent(kind, k -> NameSearch.of(k, loaders, given));
  }

  /** The component of a record class. */
  synchronized Optional<ComponentEntry> entry(ComponentKind kind, Class<? extends Component> type) {
    return asked(kind).flatMap(known -> known.entry(type)).or(() -> of(kind).entry(type));
  }

  /** Creates the provider of a component. */
  synchronized Optional<ComponentProvider<?>> provider(ComponentEntry entry) {
    return asked(entry.kind())
        .flatMap(known -> known.provider(entry.type()))
        .or(() -> of(entry.kind()).provider(entry.type()));
  }

  /** Those of which the name was asked, unless all are known. */
  private Optional<Found> asked(ComponentKind kind) {
    return found.containsKey(kind) || !searches.containsKey(kind)
        ? Optional.empty()
        : search(kind).map(NameSearch::found);
  }

  List<Problem> problems() {
    return Arrays.stream(ComponentKind.values())
        .flatMap(kind -> of(kind).problems().stream())
        .toList();
  }
}
