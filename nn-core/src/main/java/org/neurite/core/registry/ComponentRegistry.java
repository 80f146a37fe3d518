package org.neurite.core.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.Component;
import org.neurite.api.component.ComponentProvider;

/**
 * The components that are known, by kind and name. Immutable.
 *
 * <p>Built-in components have bare names; those of plugins are {@code vendor:name} and are found by
 * {@link java.util.ServiceLoader}, in each given class loader in turn. One name for two different
 * components is an error, so that nothing is shadowed silently.
 */
public final class ComponentRegistry {
  private final Map<ComponentKind, SortedMap<String, ComponentEntry>> entries =
      new EnumMap<>(ComponentKind.class);
  private final List<Problem> problems;

  private ComponentRegistry(Discovery discovery) {
    this.problems = List.copyOf(discovery.problems());
    for (ComponentKind kind : ComponentKind.values()) {
      entries.put(kind, new TreeMap<>());
    }
    BuiltIns.ENTRIES.forEach(this::add);
    discovery.entries().forEach(this::add);
  }

  private void add(ComponentEntry entry) {
    ComponentEntry other = kind(entry.kind()).putIfAbsent(entry.name(), entry);
    if (other != null && isDifferent(entry, other)) {
      throw new ComponentException(
          Problem.of(ErrorCode.DUPLICATE_COMPONENT)
              .at(entry.kind().label() + " " + entry.name())
              .expected("one component of that name")
              .found(describe(other) + " and " + describe(entry))
              .mend("remove one of the two from the class path"));
    }
  }

  /** The same class from the same place, seen through two class loaders, is no conflict. */
  private static boolean isDifferent(ComponentEntry a, ComponentEntry b) {
    return !a.type().getName().equals(b.type().getName()) || !a.source().equals(b.source());
  }

  private static String describe(ComponentEntry entry) {
    return entry.type().getName() + " in " + entry.source();
  }

  private SortedMap<String, ComponentEntry> kind(ComponentKind kind) {
    return Objects.requireNonNull(entries.get(kind));
  }

  /**
   * Neurite's own components and nothing else.
   *
   * @return the registry
   */
  public static ComponentRegistry builtIn() {
    return new ComponentRegistry(new Discovery());
  }

  /**
   * Built-in components and all plugins that the thread's context class loader or Neurite's own
   * class loader see.
   *
   * @return the registry
   * @throws ComponentException with {@code NN-1205} if two plugins provide one name
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
   * @throws ComponentException with {@code NN-1205} if two of them provide one name
   */
  public static ComponentRegistry discover(Collection<? extends ComponentProvider<?>> providers) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      loaders.add(context);
    }
    loaders.add(ComponentProvider.class.getClassLoader());
    return discover(loaders, providers);
  }

  /**
   * Built-in components, given providers, and the plugins that class loaders see.
   *
   * @param loaders the class loaders, in order
   * @param providers further providers, for instance from an injector
   * @return the registry
   * @throws ComponentException with {@code NN-1205} if two of them provide one name
   */
  public static ComponentRegistry discover(
      Collection<ClassLoader> loaders, Collection<? extends ComponentProvider<?>> providers) {
    Discovery discovery = new Discovery();
    discovery.add(providers);
    loaders.forEach(discovery::search);
    return new ComponentRegistry(discovery);
  }

  /**
   * Looks a component up.
   *
   * @param kind its kind
   * @param name its name
   * @param where who asks, for the message: a path in JSON, an option
   * @return the component
   * @throws ComponentException with {@code NN-1201} and near names if there is none
   */
  public ComponentEntry find(ComponentKind kind, String name, String where) {
    ComponentEntry entry = kind(kind).get(name);
    if (entry == null) {
      throw unknown(kind, name, where);
    }
    return entry;
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
        .flatMap(kind -> entryOf(kind, component).stream())
        .findFirst()
        .orElseThrow(() -> nameless(component, ""))
        .name();
  }

  /** The name of a component as one of a kind. */
  String nameOf(ComponentKind kind, Component component, String where) {
    return entryOf(kind, component).orElseThrow(() -> nameless(component, where)).name();
  }

  private Optional<ComponentEntry> entryOf(ComponentKind kind, Component component) {
    return kind(kind).values().stream().filter(e -> e.type() == component.getClass()).findFirst();
  }

  private static ComponentException nameless(Component component, String where) {
    return new ComponentException(
        Problem.of(ErrorCode.UNKNOWN_COMPONENT)
            .at(where)
            .expected("a component with a name")
            .found(component.getClass().getName())
            .mend("make it a record and name it through a provider; only then can it be saved"));
  }

  /**
   * All components of a kind.
   *
   * @param kind the kind
   * @return sorted by name
   */
  public List<ComponentEntry> entries(ComponentKind kind) {
    return List.copyOf(kind(kind).values());
  }

  /**
   * What was found but cannot be used.
   *
   * @return a description of each broken provider (code {@code NN-1206})
   */
  public List<Problem> problems() {
    return problems;
  }

  private ComponentException unknown(ComponentKind kind, String name, String where) {
    Map<String, ComponentEntry> known = kind(kind);
    List<String> near = NearNames.of(name, known.keySet());
    return new ComponentException(
        Problem.of(ErrorCode.UNKNOWN_COMPONENT)
            .at(where)
            .expected("the name of " + article(kind) + " (" + sources(known.values()) + ")")
            .found("'" + name + "'")
            .mend(near.isEmpty() ? missing() : NearNames.advice(near)));
  }

  private static String article(ComponentKind kind) {
    return ("aeio".indexOf(kind.label().charAt(0)) >= 0 ? "an " : "a ") + kind.label();
  }

  /** {@code built in: dense, dropout; acme.jar: acme:scale}. */
  private static String sources(Collection<ComponentEntry> known) {
    Map<String, List<String>> bySource = new TreeMap<>();
    for (ComponentEntry entry : known) {
      bySource.computeIfAbsent(entry.source(), s -> new ArrayList<>()).add(entry.name());
    }
    return bySource.entrySet().stream()
        .map(e -> e.getKey() + ": " + String.join(", ", e.getValue()))
        .collect(Collectors.joining("; "));
  }

  private String missing() {
    String advice =
        "put the jar that provides it on the class path; if it is there, check that its"
            + " META-INF/services files survived packaging";
    return problems.isEmpty()
        ? advice
        : advice
            + "; not loaded: "
            + problems.stream().map(Problem::where).collect(Collectors.joining(", "));
  }
}
