package org.neurite.core.registry;

import java.util.Arrays;
import java.util.List;

/** Neurite's own components of all kinds. */
final class BuiltInEntries {
  private BuiltInEntries() {}

  static List<ComponentEntry> all() {
    return Arrays.stream(ComponentKind.values())
        .flatMap(kind -> BuiltIns.of(kind).stream())
        .toList();
  }
}
