package org.neurite.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/**
 * Registers gauges of one thing, which their registry keeps alive. One that is there already stays:
 * Micrometer would warn of the second.
 *
 * @param registry where they go
 * @param tags of each
 * @param subject what is measured
 * @param <T> its type
 */
record Gauges<T>(MeterRegistry registry, Tags tags, T subject) {
  void add(String name, String description, ToDoubleFunction<T> value) {
    add(name, Gauge.builder(name, subject, value).description(description));
  }

  void addBytes(String name, String description, ToDoubleFunction<T> value) {
    add(name, Gauge.builder(name, subject, value).description(description).baseUnit("bytes"));
  }

  private void add(String name, Gauge.Builder<T> gauge) {
    if (registry.find(name).tags(tags).gauge() == null) {
      gauge.tags(tags).strongReference(true).register(registry);
    }
  }
}
