package org.neurite.core.registry;

import java.util.List;
import java.util.function.Supplier;
import org.neurite.api.component.Component;
import org.neurite.api.component.ComponentProvider;
import org.neurite.api.component.Provides;

/**
 * What a provider states. The record's class is asked for last: what was written for a newer API
 * may not even load.
 *
 * @param name the component's name
 * @param apiVersion the version that the provider needs
 * @param type loads the record's class
 * @param aliases earlier names
 */
record Statement(
    String name, int apiVersion, Supplier<Class<? extends Component>> type, List<String> aliases) {

  /**
   * Reads a provider's annotation; only a provider without one is created, to be asked.
   *
   * @param provider the provider's class
   * @param instance creates it
   */
  static Statement of(Class<?> provider, Supplier<? extends ComponentProvider<?>> instance) {
    Provides stated = provider.getAnnotation(Provides.class);
    if (stated != null) {
      return new Statement(
          stated.name(), stated.apiVersion(), stated::type, List.of(stated.aliases()));
    }
    ComponentProvider<?> created = instance.get();
    return new Statement(
        String.valueOf(created.name()), created.apiVersion(), created::type, created.aliases());
  }
}
