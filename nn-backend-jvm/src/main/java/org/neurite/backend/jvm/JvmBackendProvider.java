package org.neurite.backend.jvm;

import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Probe;
import org.neurite.backend.jvm.linear.Simd;
import org.neurite.backend.jvm.loop.LoopFactory;

/** Offers the pure-Java backend, named {@code jvm}. It runs wherever Java does. */
public final class JvmBackendProvider implements BackendProvider {
  /** The name by which users choose it. */
  static final String NAME = "jvm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Probe probe() {
    return Probe.available(
        "pure Java, float32, Java "
            + Runtime.version().feature()
            + " on "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, "
            + Simd.description());
  }

  @Override
  public Backend open(BackendSettings settings) {
    return new JvmBackend(settings.threads(), LoopFactory.forMachine(Simd.isAvailable()));
  }
}
