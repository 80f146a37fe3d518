package org.neurite.core.registry;

import java.util.List;
import org.neurite.api.component.Component;

/**
 * One known component.
 *
 * @param kind its kind
 * @param name its name, unique within the kind
 * @param type its record class
 * @param source where it was found: {@code built in}, or a jar
 * @param aliases names that it had before
 */
public record ComponentEntry(
    ComponentKind kind,
    String name,
    Class<? extends Component> type,
    String source,
    List<String> aliases) {

  /** The source of Neurite's own components. */
  public static final String BUILT_IN = "built in";

  /** Copies the list. */
  public ComponentEntry {
    aliases = List.copyOf(aliases);
  }

  /**
   * Whether a plugin provides it.
   *
   * @return false for Neurite's own
   */
  public boolean isPlugin() {
    return !source.equals(BUILT_IN);
  }
}
