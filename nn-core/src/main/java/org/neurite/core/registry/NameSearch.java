package org.neurite.core.registry;

import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.TreeSet;
import org.neurite.api.component.ComponentProvider;

/**
 * Finds plugins of one kind by name, and loads the classes of no others. What it finds is what a
 * search of all would find; where it finds nothing, or something is wrong with any that it looked
 * at, that search has to decide. Not thread-safe.
 */
final class NameSearch {
  private final ComponentKind kind;
  private final Map<ClassLoader, ProviderFiles> files;
  private final Discovery discovery;
  private final Set<String> asked = new HashSet<>();

  private NameSearch(
      ComponentKind kind, Map<ClassLoader, ProviderFiles> files, Discovery discovery) {
    this.kind = kind;
    this.files = files;
    this.discovery = discovery;
  }

  /**
   * Reads the files of all providers of a kind.
   *
   * @return empty if a class loader may see others than those in files
   */
  static Optional<NameSearch> of(
      ComponentKind kind,
      Collection<ClassLoader> loaders,
      Collection<? extends ComponentProvider<?>> given) {
    Map<ClassLoader, ProviderFiles> files = new LinkedHashMap<>();
    for (ClassLoader loader : loaders) {
      Optional<ProviderFiles> read = ProviderFiles.read(kind.provider(), loader);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      files.put(loader, read.get());
    }
    return Optional.of(new NameSearch(kind, files, new Discovery(kind, given)));
  }

  /** What was found under the names that were asked for. */
  Found found() {
    return discovery.found();
  }

  /**
   * Looks a name up. Whoever answers to it has other names, too, for which another provider may
   * compete: so these are looked up as well.
   *
   * @return the component; empty if a search of all has to decide
   */
  Optional<ComponentEntry> find(String name) {
    try {
      for (Set<String> names = open(name); !names.isEmpty(); names = open(name)) {
        asked.addAll(names);
        for (Map.Entry<ClassLoader, ProviderFiles> file : files.entrySet()) {
          load(file.getKey(), file.getValue(), names);
        }
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
    return found().problems().isEmpty() ? found().entry(name) : Optional.empty();
  }

  /** A name and those of what was found, as far as nobody has asked for them. */
  private Set<String> open(String name) {
    Set<String> names = new TreeSet<>(found().names());
    names.add(name);
    names.removeAll(asked);
    return names;
  }

  private void load(ClassLoader loader, ProviderFiles providers, Set<String> names)
      throws ReflectiveOperationException {
    for (String name : names) {
      for (String provider : providers.candidates(name)) {
        Class<? extends ComponentProvider<?>> type = type(provider, loader);
        Constructor<? extends ComponentProvider<?>> constructor = type.getConstructor();
        discovery.usePublic(type, () -> create(constructor));
      }
    }
  }

  @SuppressWarnings("unchecked") // asSubclass checks the raw class; the bound is the same
  private Class<? extends ComponentProvider<?>> type(String provider, ClassLoader loader)
      throws ClassNotFoundException {
    Class<?> type = Class.forName(provider, false, loader);
    if (!kind.provider().isAssignableFrom(type)) {
      throw new ClassNotFoundException(provider);
    }
    return (Class<? extends ComponentProvider<?>>) type;
  }

  /** As a service loader does. */
  private static ComponentProvider<?> create(
      Constructor<? extends ComponentProvider<?>> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new ServiceConfigurationError(constructor + " failed", e);
    }
  }
}
