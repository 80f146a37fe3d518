package org.neurite.backend.nd4j;

import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.testkit.backend.BackendContract;

@EnabledIf(Natives.EXPECTED)
class Nd4jBackendContractTest extends BackendContract {
  @Override
  protected String backend() {
    return "nd4j";
  }
}
