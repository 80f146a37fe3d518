package org.neurite.core.registry;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
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
 * fault of that plugin, with class and jar. What Neurite's own components throw passes as it is,
 * and so does what an application throws from a lambda or a class of its own: components of plugins
 * are records. A {@link CancellationException} is no fault: it ends what is running.
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
    } catch (RuntimeException | LinkageError e) {
      throw told(component, where, e);
    }
  }

  /**
   * What to throw for what was thrown, where {@link #call} would cost too much.
   *
   * @param component whose code ran; it may hold others among its settings
   * @param where what was being done, for the message
   * @param failure what was thrown
   * @return {@code NN-1214} with that cause if a plugin failed, else what was thrown
   * @throws LinkageError if that was thrown, and by no plugin
   */
  public static RuntimeException told(Component component, String where, Throwable failure) {
    if (!(failure instanceof NeuriteException) && !(failure instanceof CancellationException)) {
      Optional<Class<?>> culprit = culprit(component, thrown(failure));
      if (culprit.isPresent()) {
        return fault(culprit.get(), where, failure);
      }
    }
    if (failure instanceof LinkageError unlinked) {
      throw unlinked;
    }
    return (RuntimeException) failure;
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
    return isPlugins(component)
        ? Optional.of(component.getClass())
        : parts(component).flatMap(part -> within(part, running)).findFirst();
  }

  private static Stream<Class<?>> within(Object part, Set<String> running) {
    if (isPlugins(part)) {
      String name = part.getClass().getName();
      boolean ran = running.stream().anyMatch(r -> r.equals(name) || r.startsWith(name + "$"));
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
    if (whole instanceof Record) {
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

  private static boolean isPlugins(Object part) {
    return part instanceof Component
        && part instanceof Record
        && !part.getClass().getName().startsWith(OURS);
  }

  /** A plugin's fault. */
  static ComponentException fault(Class<?> type, String where, Throwable failure) {
    Problem problem =
        Problem.of(ErrorCode.PLUGIN_FAILED)
            .at(where)
            .expected(Sources.describe(type) + " to do its part")
            .found(failure.toString())
            .mend(remedy(type, failure));
    return new ComponentException(problem, failure);
  }

  private static String remedy(Class<?> type, Throwable failure) {
    if (failure instanceof NoClassDefFoundError) {
      String folder = type.getPackageName().replace('.', '/') + "/";
      return String.valueOf(failure.getMessage()).startsWith(folder)
          ? "keep the plugin's class loader open, a PluginFolder for instance, for as long as its"
              + " components are used; if it was, its jar lacks that class"
          : "bring the plugin's libraries inside its jar; in a folder of plugins no jar sees"
              + " another";
    }
    return failure instanceof LinkageError
        ? "build the plugin against this release of Neurite and the libraries that are here"
        : "that is a fault of the plugin: tell its author";
  }
}
