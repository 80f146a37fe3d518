package org.neurite.backend.nd4j;

import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.testkit.backend.BackendContract;

/** All that a GPU would run but its library. */
@EnabledIf(Natives.EXPECTED)
class ManagedDeviceContractTest extends BackendContract {
  @Override
  protected String backend() {
    return ManagedProvider.NAME;
  }
}
