package org.neurite.testkit.golden;

import java.util.List;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.backend.jvm.JvmBackendProvider;

/** The backend that this module's tests compare with numbers from elsewhere. */
final class DefaultBackend {
  static final List<Backend> ALONE =
      List.of(new JvmBackendProvider().open(BackendSettings.defaults()));

  private DefaultBackend() {}
}
