package org.neurite.core.registry;

import java.security.CodeSource;

/** Where classes come from, for messages. */
final class Sources {
  private Sources() {}

  /** The jar or folder that a class was loaded from, or its module. */
  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? "module " + type.getModule().getName()
        : source.getLocation().toString();
  }

  /** A provider class and where it comes from. */
  static String describe(Class<?> type) {
    return type.getName() + " in " + of(type);
  }
}
