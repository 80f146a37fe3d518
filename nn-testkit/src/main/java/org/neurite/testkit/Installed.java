package org.neurite.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.core.Backends;
import org.neurite.reference.ReferenceBackend;

/** The backends that contracts run on: all that are installed and can run here. */
final class Installed {
  private Installed() {}

  /** Runs something on each in turn; on the reference alone if none is installed. */
  static void forEach(Consumer<Backend> use) {
    for (Backend backend : open()) {
      try (backend) {
        use.accept(backend);
      }
    }
  }

  private static List<Backend> open() {
    List<Backend> backends = new ArrayList<>();
    for (Backends.Found found : Backends.all()) {
      if (found.probe().available()) {
        backends.add(found.provider().open(BackendSettings.defaults()));
      }
    }
    return backends.isEmpty() ? List.of(new ReferenceBackend()) : backends;
  }
}
