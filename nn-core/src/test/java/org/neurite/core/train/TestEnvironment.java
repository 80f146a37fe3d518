package org.neurite.core.train;

import org.neurite.core.model.Environment;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.reference.ReferenceBackend;

/** The environment of tests: the reference backend and the built-in components. */
public final class TestEnvironment {
  private TestEnvironment() {}

  /** An environment that computes in double precision. */
  public static Environment reference() {
    return new Environment(new ReferenceBackend(), new ComponentCodec(ComponentRegistry.builtIn()));
  }
}
