package org.neurite.core.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.Problem;
import org.neurite.api.component.ComponentProvider;

/**
 * The plugins that class loaders see. Each kind is searched when a plugin of that kind is first
 * asked for: who uses none waits for none. Thread-safe.
 */
final class Plugins {
  private final List<ClassLoader> loaders;
  private final List<? extends ComponentProvider<?>> given;
  private final Map<ComponentKind, Found> found = new EnumMap<>(ComponentKind.class);

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
    return found.computeIfAbsent(kind, k -> Discovery.of(k, loaders, given));
  }

  List<Problem> problems() {
    return Arrays.stream(ComponentKind.values())
        .flatMap(kind -> of(kind).problems().stream())
        .toList();
  }
}
