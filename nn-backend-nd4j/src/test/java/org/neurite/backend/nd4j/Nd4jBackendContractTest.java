package org.neurite.backend.nd4j;

import org.neurite.testkit.backend.BackendContract;

class Nd4jBackendContractTest extends BackendContract {
  @Override
  protected String backend() {
    return "nd4j";
  }
}
