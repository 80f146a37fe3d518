package org.neurite.core.registry;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.component.Component;
import org.neurite.api.component.ComponentProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects components of service providers. A provider that cannot be used is logged and remembered
 * as a problem; the others are not affected.
 */
final class Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*:[a-z0-9][a-z0-9-]*");

  /** A broken service file could otherwise fail for ever. */
  private static final int MOST_FAILURES = 100;

  private final List<ComponentEntry> entries = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();

  List<ComponentEntry> entries() {
    return entries;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Adds provider instances that were given; they come before discovered ones. */
  void add(Collection<? extends ComponentProvider<?>> providers) {
    for (ComponentProvider<?> provider : providers) {
      for (ComponentKind kind : ComponentKind.values()) {
        if (kind.provider().isInstance(provider)) {
          use(kind, provider);
        }
      }
    }
  }

  /** Adds all providers that a class loader sees. */
  void search(ClassLoader loader) {
    for (ComponentKind kind : ComponentKind.values()) {
      search(kind, loader, ServiceLoader.load(kind.provider(), loader).stream().iterator());
    }
  }

  private <P extends ComponentProvider<?>> void search(
      ComponentKind kind, ClassLoader loader, Iterator<ServiceLoader.Provider<P>> providers) {
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<P> provider = providers.next();
        if (!seen.contains(provider.type())) {
          use(kind, provider.get());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        report(kind.provider().getName(), loader, e);
      }
    }
  }

  private void use(ComponentKind kind, ComponentProvider<?> provider) {
    String where = provider.getClass().getName() + " in " + source(provider.getClass());
    try {
      seen.add(provider.getClass());
      if (provider.apiVersion() > ComponentProvider.API_VERSION) {
        report(
            where,
            "API version " + ComponentProvider.API_VERSION + " or older",
            "version " + provider.apiVersion(),
            null);
      } else {
        use(kind, String.valueOf(provider.name()), provider.type(), where);
      }
    } catch (LinkageError | RuntimeException e) {
      report(where, "a provider that states name and type", e.toString(), e);
    }
  }

  private void use(ComponentKind kind, String name, Class<? extends Component> type, String where) {
    if (!NAME.matcher(name).matches()) {
      report(where, "a name vendor:name of a-z, 0-9 and '-'", "'" + name + "'", null);
    } else if (!type.isRecord() || !kind.component().isAssignableFrom(type)) {
      report(where, "a record that implements " + kind.component().getName(), type.getName(), null);
    } else {
      entries.add(new ComponentEntry(kind, name, type, source(type)));
    }
  }

  private void report(String service, ClassLoader loader, Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    String where = ServiceFiles.declaring(loader, service, text).orElse(service);
    String cause = failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
    report(where, "a provider that can be created", text + cause, failure);
  }

  private void report(String where, String expected, String found, @Nullable Throwable cause) {
    Problem problem =
        Problem.of(ErrorCode.BROKEN_PROVIDER)
            .at(where)
            .expected(expected)
            .found(found)
            .mend("mend or remove that jar; its other components are not affected");
    problems.add(problem);
    LOG.warn("{}", problem.message());
    LOG.debug("Cause of the problem at {}", where, cause);
  }

  /** The jar or folder that a class was loaded from. */
  private static String source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? "module " + type.getModule().getName()
        : source.getLocation().toString();
  }
}
