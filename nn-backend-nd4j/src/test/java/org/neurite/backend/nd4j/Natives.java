package org.neurite.backend.nd4j;

import java.util.List;
import java.util.Locale;

/** Where native libraries are expected: on the systems that docs/backends.md lists. */
final class Natives {
  /** For {@link org.junit.jupiter.api.condition.EnabledIf}. */
  static final String EXPECTED = "org.neurite.backend.nd4j.Natives#expected";

  private static final List<String> LISTED =
      List.of("linux amd64", "linux aarch64", "mac x86_64", "windows amd64");

  private Natives() {}

  /** Whether the libraries must load here; what needs them fails then if they don't. */
  static boolean expected() {
    return expected(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static boolean expected(String name, String processor) {
    String system = name.toLowerCase(Locale.ROOT) + " " + processor;
    return LISTED.stream()
        .anyMatch(
            listed ->
                system.startsWith(listed.substring(0, listed.indexOf(' ')))
                    && system.endsWith(listed.substring(listed.indexOf(' '))));
  }
}
