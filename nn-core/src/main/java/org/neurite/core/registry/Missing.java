package org.neurite.core.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * A name that no usable component has. Looks for the reason where plugins usually get lost: refused
 * when found, seen by another class loader only, in a module that does not provide them, in a jar
 * without its service file.
 *
 * @param kind what was asked for
 * @param name the name
 * @param searched where it is not
 */
record Missing(ComponentKind kind, String name, Plugins searched) {

  /** The most helpful answer. */
  ComponentException explain(Collection<ComponentEntry> known, String where) {
    List<String> near = NearNames.of(name, known.stream().map(ComponentEntry::name).toList());
    Problem problem =
        searched
            .of(kind)
            .refusal(name)
            .or(this::hidden)
            .or(() -> new ModulePath(kind).unprovided(name))
            .or(this::lost)
            .orElseGet(() -> unknown(known, near));
    return new ComponentException(where.isEmpty() ? problem : at(where, problem));
  }

  private static Problem at(String where, Problem problem) {
    return problem.where().isEmpty()
        ? problem.at(where)
        : problem.at(where + ", " + problem.where());
  }

  /** Whether a class loader that was not searched sees it: the caller's, or the thread's. */
  private Optional<Problem> hidden() {
    if (name.indexOf(':') < 0) {
      return Optional.empty();
    }
    for (ClassLoader loader : loadersAround()) {
      Optional<ComponentEntry> entry = searched.through(List.of(loader)).of(kind).entry(name);
      if (entry.isPresent()) {
        return Optional.of(
            Problem.of(ErrorCode.HIDDEN_COMPONENT)
                .expected("'" + name + "' to be seen by " + described(searched.loaders()))
                .found(
                    "it in %s, seen by %s only".formatted(entry.get().source(), described(loader)))
                .mend(
                    "pass that class loader: new NeuriteModule().classLoaders(...), or"
                        + " registry.reload(...)"));
      }
    }
    return Optional.empty();
  }

  private Set<ClassLoader> loadersAround() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
    loaders.addAll(
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames ->
                    frames
                        .map(frame -> frame.getDeclaringClass().getClassLoader())
                        .filter(loader -> loader != null)
                        .toList()));
    loaders.add(ClassLoader.getSystemClassLoader());
    searched.loaders().forEach(loaders::remove);
    return loaders;
  }

  private static String described(Collection<ClassLoader> loaders) {
    return loaders.isEmpty()
        ? "any class loader (none was searched)"
        : loaders.stream().map(Missing::described).collect(Collectors.joining(" and "));
  }

  private static String described(ClassLoader loader) {
    String type = loader.getClass().getName();
    return "class loader " + (loader.getName() == null ? type : "'" + loader.getName() + "'");
  }

  private Optional<Problem> lost() {
    return LostServices.search(kind, name, searched.loaders())
        .map(place -> LostServices.problem(kind, "the provider of '" + name + "'", place));
  }

  private Problem unknown(Collection<ComponentEntry> known, List<String> near) {
    return Problem.of(ErrorCode.UNKNOWN_COMPONENT)
        .expected("the name of " + article() + " (" + sources(known) + ")")
        .found("'" + name + "'")
        .mend(near.isEmpty() ? missing() : NearNames.advice(near));
  }

  private String article() {
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
        "put the jar that provides it on the class path, or for nn into the folder after"
            + " --plugins; if it is there, check that its META-INF/services files survived"
            + " packaging";
    List<Problem> problems = searched.problems();
    return problems.isEmpty()
        ? advice
        : advice
            + "; not loaded: "
            + problems.stream().map(Problem::where).collect(Collectors.joining(", "));
  }
}
