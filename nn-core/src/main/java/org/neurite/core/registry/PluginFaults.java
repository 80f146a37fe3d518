package org.neurite.core.registry;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.Problem;
import org.neurite.api.component.Component;

/**
 * Calls code that may be a plugin's. What it throws and is no error of Neurite's own is told as a
 * fault of that plugin, with class and jar. What Neurite's own components throw passes as it is.
 */
public final class PluginFaults {
  private static final String OURS = "org.neurite.";

  private PluginFaults() {}

  /**
   * Calls a component.
   *
   * @param component whose code it is; it may hold others among its settings
   * @param where what is being made, for the message
   * @param work the call
   * @param <T> what it gives
   * @return the result
   * @throws ComponentException with {@code NN-1214} if a plugin fails in it
   */
  public static <T> T call(Component component, String where, Supplier<T> work) {
    try {
      return work.get();
    } catch (NeuriteException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      Optional<Class<?>> culprit = culprit(component, thrown(e));
      if (culprit.isPresent()) {
        throw fault(culprit.get(), where, e);
      }
      throw e;
    }
  }

  /**
   * Calls a component for what it does, not for what it gives.
   *
   * @param component whose code it is
   * @param where what is being made, for the message
   * @param work the call
   * @throws ComponentException with {@code NN-1214} if a plugin fails in it
   */
  public static void run(Component component, String where, Runnable work) {
    call(
        component,
        where,
        () -> {
          work.run();
          return true;
        });
  }

  private static Set<String> thrown(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(StackTraceElement::getClassName)
        .collect(Collectors.toSet());
  }

  /** The component itself if it is a plugin's, else one among its settings that was running. */
  private static Optional<Class<?>> culprit(Component component, Set<String> running) {
    return isPlugin(component.getClass())
        ? Optional.of(component.getClass())
        : parts(component).flatMap(part -> within(part, running)).findFirst();
  }

  private static Stream<Class<?>> within(Object part, Set<String> running) {
    if (part instanceof Component && isPlugin(part.getClass())) {
      boolean ran = running.contains(part.getClass().getName().replaceFirst("\\$\\$.*", ""));
      return ran ? Stream.of(part.getClass()) : Stream.empty();
    }
    return parts(part).flatMap(inner -> within(inner, running));
  }

  private static Stream<?> parts(Object whole) {
    if (whole instanceof Collection<?> list) {
      return list.stream();
    }
    if (whole instanceof Map<?, ?> map) {
      return map.values().stream();
    }
    if (whole instanceof Optional<?> optional) {
      return optional.stream();
    }
    if (whole instanceof Record && !isPlugin(whole.getClass())) {
      return Arrays.stream(whole.getClass().getRecordComponents())
          .flatMap(setting -> value(whole, setting));
    }
    return Stream.empty();
  }

  private static Stream<Object> value(Object whole, RecordComponent setting) {
    try {
      return setting.getAccessor().trySetAccessible()
          ? Stream.ofNullable(setting.getAccessor().invoke(whole))
          : Stream.empty();
    } catch (ReflectiveOperationException e) {
      return Stream.empty(); // the failure that is being explained matters more
    }
  }

  private static boolean isPlugin(Class<?> type) {
    return !type.getName().startsWith(OURS);
  }

  /** A plugin's fault. */
  static ComponentException fault(Class<?> type, String where, Throwable failure) {
    Problem problem =
        Problem.of(ErrorCode.PLUGIN_FAILED)
            .at(where)
            .expected(Sources.describe(type) + " to do its part")
            .found(failure.toString())
            .mend(remedy(failure));
    return new ComponentException(problem, failure);
  }

  private static String remedy(Throwable failure) {
    if (failure instanceof NoClassDefFoundError) {
      return "bring the plugin's libraries inside its jar; in a folder of plugins no jar sees"
          + " another";
    }
    return failure instanceof LinkageError
        ? "build the plugin against this release of Neurite and the libraries that are here"
        : "that is a fault of the plugin: tell its author";
  }
}
