package org.neurite.backend.nd4j;

import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Probe;

/** What a GPU would run, on the processor, with memory that is apart as a GPU's is. */
public final class ManagedProvider implements BackendProvider {
  static final String NAME = "nd4j-managed";

  /** Public for {@link java.util.ServiceLoader}. */
  public ManagedProvider() {}

  private static final class Holder {
    static final Device DEVICE = new ManagedDevice(new MemoryApart(), NAME);

    private Holder() {}
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int priority() {
    return -20;
  }

  @Override
  public Probe probe() {
    return Natives.expected() ? Probe.available(NAME) : Probe.unavailable("no native libraries");
  }

  @Override
  public Backend open(BackendSettings settings) {
    return new Nd4jBackend(Holder.DEVICE, settings.threads());
  }
}
