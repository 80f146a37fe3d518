package org.neurite.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Meters that are registered again when they are next used after some were removed, as {@link
 * MeterRegistry#clear()} does: what was returned when they were registered measures nothing then.
 * Registering what is still there changes nothing, so it doesn't matter whose were removed.
 *
 * @param <M> the meters
 */
final class Registration<M> {
  /** Of the meters' names, unless a filter of the registry gives them others. */
  private static final String PREFIX = "neurite.";

  private static final OncePerRegistry<AtomicLong> REMOVALS =
      new OncePerRegistry<>(Registration::counted);

  private final AtomicLong removals;
  private final Supplier<M> registering;
  private volatile Made<M> made;

  /** Meters, and how many had been removed when registering them began. */
  private record Made<M>(long removals, M meters) {}

  Registration(MeterRegistry registry, Supplier<M> registering) {
    this.removals = REMOVALS.of(registry);
    this.registering = registering;
    this.made = make();
  }

  /** The registry keeps the number, through what it tells. */
  private static AtomicLong counted(MeterRegistry registry) {
    AtomicLong number = new AtomicLong();
    registry
        .config()
        .onMeterRemoved(
            meter -> {
              if (meter.getId().getName().startsWith(PREFIX)) {
                number.incrementAndGet();
              }
            });
    return number;
  }

  private Made<M> make() {
    return new Made<>(removals.get(), registering.get());
  }

  M meters() {
    Made<M> current = made;
    if (current.removals() != removals.get()) {
      current = make();
      made = current;
    }
    return current.meters();
  }
}
