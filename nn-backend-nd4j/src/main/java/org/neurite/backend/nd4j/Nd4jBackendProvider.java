package org.neurite.backend.nd4j;

import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Probe;

/**
 * Offers the backend on ND4J's native libraries, named {@code nd4j}: on the processor with {@code
 * nd4j-native} on the class path, on the GPU with {@code nd4j-cuda}.
 */
public final class Nd4jBackendProvider implements BackendProvider {
  /** The name by which users choose it. */
  static final String NAME = "nd4j";

  /** What to do without it, after the reason why. */
  static final String FALLBACK = "; the backend 'jvm' needs no native library";

  /** Public for {@link java.util.ServiceLoader}. */
  public Nd4jBackendProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  /** Below the JVM backend, which needs no copies and was measured at least as fast. */
  @Override
  public int priority() {
    return -10;
  }

  @Override
  public Probe probe() {
    try {
      return NativeLibrary.loaded().probe();
    } catch (NoClassDefFoundError e) {
      return Probe.unavailable("there is no class " + e.getMessage() + FALLBACK);
    }
  }

  @Override
  public Backend open(BackendSettings settings) {
    Probe probe = probe();
    if (!probe.available()) {
      throw new BackendException(
          Problem.of(ErrorCode.NO_BACKEND)
              .at("backend '" + NAME + "'")
              .expected("ND4J's native libraries")
              .found(probe.detail()));
    }
    return new Nd4jBackend(NativeLibrary.loaded().device().orElseThrow(), settings.threads());
  }
}
