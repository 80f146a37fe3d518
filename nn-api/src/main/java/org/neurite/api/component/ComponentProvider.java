package org.neurite.api.component;

/**
 * Makes a component known under a name. Plugins implement one of the sub-interfaces and declare it
 * as a service (in {@code module-info} and in {@code META-INF/services}).
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
   *     own
   */
  String name();

  /**
   * The record.
   *
   * @return a record class
   */
  Class<? extends C> type();

  /**
   * The version of this API that the provider was written for.
   *
   * @return the version
   */
  default int apiVersion() {
    return API_VERSION;
  }
}
