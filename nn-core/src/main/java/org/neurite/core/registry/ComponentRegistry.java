package org.neurite.core.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.Component;
import org.neurite.api.component.ComponentProvider;

/**
 * The components that are known, by kind and name. Thread-safe.
 *
 * <p>Built-in components have bare names; those of plugins are {@code vendor:name} and are found by
 * {@link java.util.ServiceLoader}: given providers first, then each class loader in turn. A kind is
 * searched when a plugin of that kind is first asked for, and of those that class files show not to
 * have the name no class is loaded. One name for two different components is an error for whoever
 * asks for it, so that nothing is shadowed silently.
 */
public final class ComponentRegistry {
  /** Neurite's own components, of the kinds that were asked for. */
  private static final Map<ComponentKind, SortedMap<String, ComponentEntry>> OWN =
      new ConcurrentHashMap<>();

  private volatile Plugins plugins;

  private ComponentRegistry(Plugins plugins) {
    this.plugins = plugins;
  }

  private static SortedMap<String, ComponentEntry> own(ComponentKind kind) {
    SortedMap<String, ComponentEntry> known = OWN.get(kind);
    if (known != null) {
      return known;
    }
    SortedMap<String, ComponentEntry> entries = new TreeMap<>();
    for (ComponentEntry entry : BuiltIns.of(kind)) {
      entries.put(entry.name(), entry);
    }
    OWN.put(kind, entries); // by whomever: the same
    return entries;
  }

  /**
   * Neurite's own components and nothing else.
   *
   * @return the registry
   */
  public static ComponentRegistry builtIn() {
    return new ComponentRegistry(new Plugins(List.of(), List.of()));
  }

  /**
   * Built-in components and all plugins that the thread's context class loader or Neurite's own
   * class loader see.
   *
   * @return the registry
   */
  public static ComponentRegistry discover() {
    return discover(List.of());
  }

  /**
   * Built-in components, given providers, and all plugins that the thread's context class loader or
   * Neurite's own class loader see.
   *
   * @param providers further providers, for instance from an injector
   * @return the registry
   */
  public static ComponentRegistry discover(Collection<? extends ComponentProvider<?>> providers) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
    loaders.add(ownLoader());
    return discover(loaders, providers);
  }

  private static ClassLoader ownLoader() {
    return ComponentProvider.class.getClassLoader();
  }

  /**
   * Built-in components, given providers, and the plugins that class loaders see.
   *
   * @param loaders the class loaders, in order
   * @param providers further providers, for instance from an injector
   * @return the registry
   */
  public static ComponentRegistry discover(
      Collection<ClassLoader> loaders, Collection<? extends ComponentProvider<?>> providers) {
    return new ComponentRegistry(new Plugins(loaders, providers));
  }

  /**
   * Searches again, after plugins were added, exchanged or removed: what is seen through these
   * class loaders and then through Neurite's own takes the place of all that was found before.
   * Given providers stay. Models that were built keep the components that they have.
   *
   * @param loaders the class loaders, in order
   */
  public void reload(ClassLoader... loaders) {
    Set<ClassLoader> all = new LinkedHashSet<>(List.of(loaders));
    all.add(ownLoader());
    plugins = plugins.through(all);
  }

  /**
   * Looks a component up.
   *
   * @param kind its kind
   * @param name its name, or one that it had before
   * @param where who asks, for the message: a path in JSON, an option
   * @return the component
   * @throws ComponentException with {@code NN-1201} and near names if there is none; with another
   *     code NN-12xx if it is there but cannot be used
   */
  public ComponentEntry find(ComponentKind kind, String name, String where) {
    Optional<ComponentEntry> own = BuiltIns.find(kind, name);
    if (own.isPresent()) {
      return own.get();
    }
    Plugins searched = plugins;
    return searched
        .entry(kind, name)
        .orElseThrow(() -> new Missing(kind, name, searched).explain(entries(kind), where));
  }

  /**
   * The record class of a name.
   *
   * @param kind the component interface, for instance {@code Layer.class}
   * @param name the name
   * @param <C> the kind
   * @return the class
   * @throws ComponentException with {@code NN-1201} if there is none
   */
  public <C extends Component> Class<? extends C> type(Class<C> kind, String name) {
    ComponentKind wanted = ComponentKind.of(kind).orElseThrow();
    return find(wanted, name, wanted.label()).type().asSubclass(kind);
  }

  /**
   * The name of a component.
   *
   * @param component an instance
   * @return its name, for instance {@code dense}
   * @throws ComponentException with {@code NN-1201} if its class has none
   */
  public String nameOf(Component component) {
    return Arrays.stream(ComponentKind.values())
        .filter(kind -> kind.component().isInstance(component))
        .flatMap(kind -> entryOf(kind, component.getClass()).stream())
        .findFirst()
        .orElseThrow(() -> nameless(component, ""))
        .name();
  }

  /** The entry of a component as one of a kind. */
  ComponentEntry entryOf(ComponentKind kind, Component component, String where) {
    return entryOf(kind, component.getClass()).orElseThrow(() -> nameless(component, where));
  }

  private Optional<ComponentEntry> entryOf(ComponentKind kind, Class<? extends Component> type) {
    return own(kind).values().stream()
        .filter(entry -> entry.type() == type)
        .findFirst()
        .or(() -> plugins.entry(kind, type));
  }

  private static ComponentException nameless(Component component, String where) {
    return new ComponentException(
        Problem.of(ErrorCode.UNKNOWN_COMPONENT)
            .at(where)
            .expected("a component with a name")
            .found(component.getClass().getName())
            .mend("make it a record and name it through a provider; only then can it be saved"));
  }

  /** Creates the provider of a plugin's component; empty for Neurite's own. */
  Optional<ComponentProvider<?>> provider(ComponentEntry entry) {
    return entry.isPlugin() ? plugins.provider(entry) : Optional.empty();
  }

  /**
   * All components of a kind.
   *
   * @param kind the kind
   * @return sorted by name
   */
  public List<ComponentEntry> entries(ComponentKind kind) {
    return Stream.concat(own(kind).values().stream(), plugins.of(kind).entries().stream())
        .sorted(java.util.Comparator.comparing(ComponentEntry::name))
        .toList();
  }

  /**
   * What was found but cannot be used. Searches all kinds.
   *
   * @return a description of each, with a code NN-12xx
   */
  public List<Problem> problems() {
    return plugins.problems();
  }
}
