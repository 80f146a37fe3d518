package org.neurite.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing for each registry. A registry keeps the first gauge of a name and its tags, and drops
 * what any later one would measure, so whoever measures into the same registry has to share it.
 * Nothing is kept alive but by its registry's gauges and by who uses it.
 */
final class OncePerRegistry<T> {
  private final Map<MeterRegistry, WeakReference<T>> known = new WeakHashMap<>();
  private final Function<MeterRegistry, T> factory;

  OncePerRegistry(Function<MeterRegistry, T> factory) {
    this.factory = factory;
  }

  synchronized T of(MeterRegistry registry) {
    WeakReference<T> reference = known.get(registry);
    @Nullable T value = reference == null ? null : reference.get();
    if (value == null) {
      value = factory.apply(registry);
      known.put(registry, new WeakReference<>(value));
    }
    return value;
  }
}
