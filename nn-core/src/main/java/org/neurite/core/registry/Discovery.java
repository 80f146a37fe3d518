package org.neurite.core.registry;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.Component;
import org.neurite.api.component.ComponentProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the components of one kind from service providers. A provider that cannot be used is
 * logged and remembered as a problem; the others are not affected.
 */
final class Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*:[a-z0-9][a-z0-9-]*");

  /** A broken service file could otherwise fail for ever. */
  private static final int MOST_FAILURES = 100;

  private final ComponentKind kind;
  private final Found found = new Found();
  private final Set<Class<?>> seen = new HashSet<>();

  /** Knows given providers, and no others yet. */
  Discovery(ComponentKind kind, Collection<? extends ComponentProvider<?>> given) {
    this.kind = kind;
    for (ComponentProvider<?> provider : given) {
      if (kind.provider().isInstance(provider)) {
        use(provider.getClass(), () -> provider);
      }
    }
  }

  /** What was found so far. */
  Found found() {
    return found;
  }

  /**
   * Given providers first, then those that class loaders see, in order.
   *
   * @param kind what is searched for
   * @param loaders the class loaders
   * @param given provider instances of any kind
   */
  static Found of(
      ComponentKind kind,
      Collection<ClassLoader> loaders,
      Collection<? extends ComponentProvider<?>> given) {
    Discovery discovery = new Discovery(kind, given);
    for (ClassLoader loader : loaders) {
      discovery.search(loader, ServiceLoader.load(kind.provider(), loader).stream().iterator());
    }
    discovery.found.problems().forEach(problem -> LOG.warn("{}", problem.message()));
    return discovery.found;
  }

  private <P extends ComponentProvider<?>> void search(
      ClassLoader loader, Iterator<ServiceLoader.Provider<P>> providers) {
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<P> provider = providers.next();
        usePublic(provider.type(), provider);
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        unusable(loader, e);
      }
    }
  }

  /** A service has to be public, whether or not it is ever created. */
  void usePublic(Class<?> provider, Supplier<? extends ComponentProvider<?>> instance) {
    if (seen.contains(provider)) {
      return;
    }
    if (Modifier.isPublic(provider.getModifiers())) {
      use(provider, instance);
    } else {
      seen.add(provider);
      report(Sources.describe(provider), "a public class", "one that is not public", null);
    }
  }

  private void use(Class<?> provider, Supplier<? extends ComponentProvider<?>> instance) {
    seen.add(provider);
    String where = Sources.describe(provider);
    try {
      use(Statement.of(provider, instance), instance, where);
    } catch (LinkageError | RuntimeException e) {
      report(where, "a provider that states name and type", e.toString(), e);
    } catch (ServiceConfigurationError e) {
      report(where, "a provider that can be created", reason(e), e);
    }
  }

  private void use(
      Statement stated, Supplier<? extends ComponentProvider<?>> instance, String where) {
    if (!NAME.matcher(stated.name()).matches()) {
      report(where, "a name vendor:name of a-z, 0-9 and '-'", "'" + stated.name() + "'", null);
      return;
    }
    for (String alias : stated.aliases()) {
      if (!NAME.matcher(alias).matches()) {
        report(where, "aliases vendor:name of a-z, 0-9 and '-'", "'" + alias + "'", null);
        return;
      }
    }
    if (stated.apiVersion() > ComponentProvider.API_VERSION) {
      found.refuse(stated.name(), newer(stated, where));
      return;
    }
    Class<? extends Component> type = stated.type().get();
    if (!type.isRecord() || !kind.component().isAssignableFrom(type)) {
      report(where, "a record that implements " + kind.component().getName(), type.getName(), null);
      return;
    }
    ComponentEntry entry =
        new ComponentEntry(kind, stated.name(), type, Sources.of(type), stated.aliases());
    found.add(entry, instance);
  }

  private static Problem newer(Statement stated, String where) {
    return Problem.of(ErrorCode.NEWER_API)
        .at(where)
        .expected(
            "'%s' to need API version %d or older"
                .formatted(stated.name(), ComponentProvider.API_VERSION))
        .found("version " + stated.apiVersion())
        .mend("use a newer release of Neurite, or an older one of that jar");
  }

  /** What the service loader refuses before the provider's class is there. */
  private void unusable(ClassLoader loader, Throwable failure) {
    String text = reason(failure);
    String where =
        ServiceFiles.declaring(loader, kind.provider().getName(), text)
            .orElse(kind.provider().getName());
    if (text.endsWith(" not a subtype")) {
      Problem problem =
          Problem.of(ErrorCode.HIDDEN_COMPONENT)
              .at(where)
              .expected("a provider that shares Neurite's " + kind.provider().getName())
              .found(text + ": its class loader has a copy of that interface of its own")
              .mend("leave nn-api out of that jar or class loader (scope provided)");
      found.report(problem);
    } else {
      report(where, "a provider that can be created", text, failure);
    }
  }

  private static String reason(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    return failure.getCause() == null ? text : text + " (" + failure.getCause() + ")";
  }

  private void report(String where, String expected, String text, @Nullable Throwable cause) {
    Problem problem =
        Problem.of(ErrorCode.BROKEN_PROVIDER)
            .at(where)
            .expected(expected)
            .found(text)
            .mend("mend or remove that jar; its other components are not affected");
    found.report(problem);
    LOG.debug("Cause of the problem at {}", where, cause);
  }
}
