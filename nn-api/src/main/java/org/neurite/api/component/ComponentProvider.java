package org.neurite.api.component;

import java.util.List;
import java.util.Optional;

/**
 * Makes a component known under a name. Plugins implement one of the sub-interfaces, state name and
 * record with {@link Provides}, and declare the class as a service (in {@code module-info} and in
 * {@code META-INF/services}). A provider whose names are not constants overrides the methods
 * instead; it is then created as soon as a component of its kind is looked for in plugins.
 *
 * @param <C> the kind of component
 */
public interface ComponentProvider<C extends Component> {
  /** The version of this API. */
  int API_VERSION = 1;

  /**
   * The name in model files and on the command line.
   *
   * @return {@code vendor:name} of lower-case letters, digits and dashes; bare names are Neurite's
   *     own; what {@link Provides} says unless overridden
   */
  default String name() {
    return stated().map(Provides::name).orElse("");
  }

  /**
   * The record.
   *
   * @return a record class; what {@link Provides} says unless overridden
   */
  @SuppressWarnings("unchecked") // whoever asks checks the kind, as for a provider that overrides
  default Class<? extends C> type() {
    return (Class<? extends C>)
        stated()
            .map(Provides::type)
            .orElseThrow(() -> new IllegalStateException("neither @Provides nor type()"));
  }

  /**
   * Names that the component had before.
   *
   * @return {@code vendor:name} each; what {@link Provides} says unless overridden
   */
  default List<String> aliases() {
    return stated().map(provides -> List.of(provides.aliases())).orElse(List.of());
  }

  /**
   * The version of this API that the provider was written for.
   *
   * @return the version; 1 unless stated, so that a provider which needs more has to say so
   */
  default int apiVersion() {
    return stated().map(Provides::apiVersion).orElse(1);
  }

  /**
   * Gives a component that is read from a file what its record marks with {@link Service}.
   *
   * @param type type of the record component
   * @param <T> the type
   * @return the service; empty unless overridden
   */
  default <T> Optional<T> service(Class<T> type) {
    return Optional.empty();
  }

  private Optional<Provides> stated() {
    return Optional.ofNullable(getClass().getAnnotation(Provides.class));
  }
}
