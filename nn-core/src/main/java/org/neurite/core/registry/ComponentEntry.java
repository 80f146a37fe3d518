package org.neurite.core.registry;

import org.neurite.api.component.Component;

/**
 * One known component.
 *
 * @param kind its kind
 * @param name its name, unique within the kind
 * @param type its record class
 * @param source where it was found: {@code built in}, or a jar
 */
public record ComponentEntry(
    ComponentKind kind, String name, Class<? extends Component> type, String source) {

  /** The source of Neurite's own components. */
  public static final String BUILT_IN = "built in";
}
