package org.neurite.testkit.backend;

class JvmBackendContractTest extends BackendContract {
  @Override
  protected String backend() {
    return "jvm";
  }
}
