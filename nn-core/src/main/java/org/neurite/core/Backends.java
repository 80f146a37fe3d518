package org.neurite.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Probe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds backends and chooses one. */
public final class Backends {
  /** System property that names the backend to use. */
  public static final String PROPERTY = "neurite.backend";

  private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

  private static final int MAX_FAILURES = 100;

  private Backends() {}

  /**
   * A backend that was found.
   *
   * @param provider how it is started
   * @param probe whether it can run here
   * @param source the jar or folder it comes from
   */
  public record Found(BackendProvider provider, Probe probe, String source) {}

  /** A backend that was found and not probed: a probe may load native libraries. */
  private record Candidate(BackendProvider provider, String source) {
    String name() {
      return provider.name();
    }

    /** The one of higher priority first. */
    static int compare(Candidate a, Candidate b) {
      int byPriority = Integer.compare(b.provider().priority(), a.provider().priority());
      return byPriority == 0 ? a.name().compareTo(b.name()) : byPriority;
    }

    Found probed() {
      return new Found(provider, probe(provider), source);
    }

    String description() {
      return provider.getClass().getName() + " in " + source;
    }
  }

  /**
   * All backends on the class path or module path.
   *
   * @return highest priority first
   */
  public static List<Found> all() {
    return all(contextLoader());
  }

  private static List<ClassLoader> contextLoader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? List.of() : List.of(loader);
  }

  /**
   * All backends that class loaders see, and those on the class path or module path. Each is
   * probed.
   *
   * @param searched class loaders, in order; Neurite's own comes last
   * @return highest priority first
   */
  public static List<Found> all(Collection<ClassLoader> searched) {
    return candidates(searched).stream().map(Candidate::probed).toList();
  }

  private static List<Candidate> candidates(Collection<ClassLoader> searched) {
    Map<String, Candidate> found = new LinkedHashMap<>();
    Set<ClassLoader> loaders = new LinkedHashSet<>(searched);
    loaders.add(BackendProvider.class.getClassLoader());
    loaders.add(Backends.class.getClassLoader());
    for (ClassLoader loader : loaders) {
      search(loader, found);
    }
    List<Candidate> sorted = new ArrayList<>(found.values());
    sorted.sort(Candidate::compare);
    return sorted;
  }

  /** A provider that fails takes nobody else down; a loader that only fails is given up. */
  private static void search(ClassLoader loader, Map<String, Candidate> found) {
    Iterator<BackendProvider> providers =
        ServiceLoader.load(BackendProvider.class, loader).iterator();
    for (int failures = 0; failures < MAX_FAILURES; ) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        BackendProvider provider = providers.next();
        if (provider.apiVersion() > BackendProvider.API_VERSION) {
          LOG.warn("{}", newer(provider).message());
        } else {
          Candidate candidate = new Candidate(provider, source(provider));
          found.putIfAbsent(candidate.description(), candidate);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++;
        LOG.warn(
            "{} a backend could not be loaded: {}", ErrorCode.BROKEN_PROVIDER.code(), e.toString());
      }
    }
  }

  private static Problem newer(BackendProvider provider) {
    return Problem.of(ErrorCode.NEWER_API)
        .at(provider.getClass().getName() + " in " + source(provider))
        .expected("a backend for API version " + BackendProvider.API_VERSION + " or older")
        .found("one for version " + provider.apiVersion())
        .mend("use a newer release of Neurite, or an older one of that jar");
  }

  private static Probe probe(BackendProvider provider) {
    try {
      return provider.probe();
    } catch (LinkageError | RuntimeException e) {
      return Probe.unavailable("its probe failed: " + e);
    }
  }

  private static String source(BackendProvider provider) {
    var source = provider.getClass().getProtectionDomain().getCodeSource();
    return source == null ? "the run-time image" : source.getLocation().getPath();
  }

  /**
   * Starts a backend.
   *
   * @param wanted the name asked for; empty to take what {@link #PROPERTY} says, else the one of
   *     highest priority that can run here
   * @param settings number of threads and the like
   * @return the backend, which the caller closes
   * @throws BackendException with {@code NN-1501} that says what was found and why it can't be used
   */
  public static Backend open(Optional<String> wanted, BackendSettings settings) {
    return open(wanted, settings, List.of());
  }

  /**
   * Starts a backend. Only the named one is probed, or those of higher priority than the one that
   * is chosen.
   *
   * @param wanted the name asked for; empty as in {@link #open(Optional, BackendSettings)}
   * @param settings number of threads and the like
   * @param searched class loaders, in order; Neurite's own comes last
   * @return the backend, which the caller closes
   * @throws BackendException with {@code NN-1501} that says what was found and why it can't be
   *     used; with {@code NN-1205} if there are two of the name
   */
  public static Backend open(
      Optional<String> wanted, BackendSettings settings, Collection<ClassLoader> searched) {
    Optional<String> name =
        wanted.isPresent() ? wanted : Optional.ofNullable(System.getProperty(PROPERTY));
    List<Candidate> candidates = candidates(searched.isEmpty() ? contextLoader() : searched);
    for (Candidate candidate : candidates) {
      if (name.isEmpty() || candidate.name().equals(name.get())) {
        requireUnique(candidate.name(), candidates);
        Probe probe = probe(candidate.provider());
        if (probe.available()) {
          LOG.debug("backend {}: {}", candidate.name(), probe.detail());
          return candidate.provider().open(settings);
        }
      }
    }
    throw none(name, candidates.stream().map(Candidate::probed).toList());
  }

  /** Which of two was meant is not for their priorities to say. */
  private static void requireUnique(String name, List<Candidate> candidates) {
    List<String> same = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.name().equals(name)) {
        same.add(candidate.description());
      }
    }
    if (same.size() > 1) {
      throw new BackendException(
          Problem.of(ErrorCode.DUPLICATE_COMPONENT)
              .at("backend '" + name + "'")
              .expected("one backend of that name")
              .found(String.join(" and ", same))
              .mend("remove all but one from the class path; until then none is used"));
    }
  }

  private static BackendException none(Optional<String> name, List<Found> found) {
    String list =
        found.stream()
            .map(f -> f.provider().name() + " (" + answer(f.probe()) + ", " + f.source() + ")")
            .collect(Collectors.joining("; "));
    return new BackendException(
        Problem.of(ErrorCode.NO_BACKEND)
            .at(name.map(n -> "backend '" + n + "'").orElse("backend"))
            .expected("a backend that can run here")
            .found(list.isEmpty() ? "no backend on the class path" : list)
            .mend(
                found.isEmpty()
                    ? "add the dependency org.neurite:nn-backend-jvm"
                    : "choose one that is available, or add its dependency"));
  }

  private static String answer(Probe probe) {
    return String.format(
        Locale.ROOT, "%s: %s", probe.available() ? "available" : "unavailable", probe.detail());
  }
}
